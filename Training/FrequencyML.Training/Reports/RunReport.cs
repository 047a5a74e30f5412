using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using FrequencyML.Shared;

namespace FrequencyML.Training.Reports;

/// <summary>A run as one HTML file: no scripts, nothing to load, light and dark, and fit for paper.</summary>
internal static class RunReport
{
    /// <summary>The name of the page in a run folder.</summary>
    public const string FileName = "report.html";

    private const int MaxMatrixClasses = 100, MaxClassesBeside = 12, ShownPairs = 12;
    private const double NormalQuantile = 1.96;   // of 95 %

    /// <summary>Writes the report of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="predictions">Its predictions of the validation images.</param>
    /// <param name="path">The HTML file to write.</param>
    /// <param name="name">The run's name; null for that of the file's folder.</param>
    /// <exception cref="InvalidDataException">The predictions are of other classes.</exception>
    public static void Write(TrainingRun run, IReadOnlyList<Prediction> predictions, string path, string? name = null)
    {
        var html = ToHtml(run, predictions, name ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "");
        WholeFile.Write(path, temporary => File.WriteAllText(temporary, html));
    }

    /// <summary>Writes the report's curves, confusion matrix and, with a gate, heatmap as PNG and SVG files.</summary>
    public static void WritePlots(TrainingRun run, IReadOnlyList<Prediction> predictions, string folder)
    {
        Directory.CreateDirectory(folder);
        LearningCurves.PictureOf(run.Epochs).Write(folder, "curves");
        ConfusionMatrix.Of(new Confusion(run.Labels, predictions)).Write(folder, "confusion");
        if (run.Gate is not null) GateHeatmap.Of(GateReport.Of(run)).Write(folder, "gate");
    }

    /// <summary>The report as text. Elements are built and not pasted together, so that no name of a file or class can be read as markup.</summary>
    internal static string ToHtml(TrainingRun run, IReadOnlyList<Prediction> predictions, string name)
    {
        var title = name.Length > 0 ? Confusion.Printable(name) : run.Settings.Architecture;
        var confusion = new Confusion(run.Labels, predictions);
        var body = new XElement("body",
            new XElement("header",
                new XElement("h1", title),
                new XElement("p", Confusion.Printable($"{run.Settings.Architecture}; trained on {run.TrainingData}")
                    + (run.ScoringResize is { } resize ? $"; images scored at a short side of {Number(resize)}" : ""))),
            Headline(run),
            Section("Training", new XElement("div", new XAttribute("class", "plots"),
                LearningCurves.Of(run.Epochs).Select((plot, index) =>
                    Picture.Of(plot, LearningCurves.Width, LearningCurves.Height).ToInlineSvg($"curve{index}-")))),
            run.Gate is null ? null : Gate(run),
            Section("Validation", Mistakes(confusion), Classes(confusion)),
            Section("Settings", Settings(run.Settings)),
            Section("To train it again", new XElement("pre", new XElement("code", Confusion.Printable(SettingsListing.Command(run)))),
                Note("DATA, VALIDATION and RUN stand for folders; without --validation every tenth image of DATA is held out.")));
        var html = new XElement("html", new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", title),
                new XElement("style", StyleSheet())),
            body);
        return $"<!doctype html>\n{html.ToString(SaveOptions.DisableFormatting)}\n";
    }

    /// <summary>Between which shares the accuracy on all such images lies, at 95 %.</summary>
    /// <remarks>Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927.</remarks>
    internal static (double Low, double High) WilsonInterval(double share, int count)
    {
        if (count == 0) return (0, 1);
        const double z2 = NormalQuantile * NormalQuantile;
        var centre = (share + z2 / (2 * count)) / (1 + z2 / count);
        var half = NormalQuantile * Math.Sqrt(share * (1 - share) / count + z2 / (4.0 * count * count)) / (1 + z2 / count);
        return (centre - half, centre + half);
    }

    private static XElement Headline(TrainingRun run)
    {
        var result = run.Result;
        var (low, high) = WilsonInterval(result.Accuracy, result.Images);
        var figures = new List<XElement>
        {
            Figure(Percent(result.Accuracy), string.Create(CultureInfo.InvariantCulture, $"top-1, {100 * low:F1} to {100 * high:F1} (95\u00A0%)")),
            Figure(Number(result.Images), $"validation images of {run.Labels.Count} classes"),
            Figure(Number(run.Settings.ParsedSelection.Count), run.Settings.Input == NetworkInput.Rgb ? "channels, turned into RGB" : "channels selected"),
        };
        if (result.OpenChannels is { } open) figures.Add(Figure(open.ToString("F1", CultureInfo.InvariantCulture), "channels open on average"));
        if (result.GatePatterns is { } patterns) figures.Add(Figure(Number(patterns), $"different gates; {result.VaryingChannels} channels vary"));
        figures.Add(Figure(Number(run.Epochs.Count), run.Epochs.Count == 1 ? "epoch" : "epochs"));
        figures.Add(Figure(Duration(run.Epochs.Sum(epoch => epoch.Seconds)), "of training"));
        return new XElement("div", new XAttribute("class", "figures"), figures);

        static XElement Figure(string value, string text) =>
            new("div", new XAttribute("class", "figure"), new XElement("b", value), new XElement("span", text));
    }

    private static XElement Gate(TrainingRun run)
    {
        var gate = GateReport.Of(run);
        return Section("Gate",
            new XElement("div", new XAttribute("class", "scroll"), GateHeatmap.Of(gate).ToInlineSvg("gate-")),
            Table(["component", "#channels", "#kept", "#share", "#mean weight"], gate.Components.Select(entry => Row(
                [entry.Key.ToString()],
                [
                    Number(entry.Value.Channels), entry.Value.Open.ToString("F1", CultureInfo.InvariantCulture), Percent(entry.Value.Share),
                    Percent(entry.Value.Weight),
                ]))));
    }

    /// <summary>The matrix and the pairs, beside each other if the matrix is small.</summary>
    private static XElement Mistakes(Confusion confusion)
    {
        var classes = confusion.Labels.Count;
        var pairs = confusion.MostConfused(ShownPairs);
        return new("div", new XAttribute("class", classes <= MaxClassesBeside ? "beside" : "below"),
            classes > MaxMatrixClasses
                ? Note($"With {classes} classes the confusion matrix is too large to print; report --plots draws it.")
                : new XElement("div", new XAttribute("class", "scroll confusion"), Sized(ConfusionMatrix.Of(confusion))),
            new XElement("div", new XElement("h3", "Most confused"), pairs.Count == 0
                ? Note("No image was given a wrong class.")
                : Table(["class", "taken for", "#images", "#of the class"],
                    pairs.Select(pair => Row([pair.Label, pair.Predicted], [Number(pair.Images), Percent(pair.Share)])))));
    }

    /// <summary>At its own size, since cells and text are made for it.</summary>
    private static XElement Sized(Picture picture)
    {
        var svg = picture.ToInlineSvg("confusion-");
        svg.SetAttributeValue("style", string.Create(CultureInfo.InvariantCulture, $"max-width:{Math.Ceiling(picture.InlineWidth)}px;min-width:0"));
        return svg;
    }

    private static XElement Classes(Confusion confusion) => new("div", new XElement("h3", "Classes"), Table(
        ["class", "#images", "#recall", "", "#precision", ""], confusion.Classes.Select(result => new XElement("tr",
            Cell(result.Label), Cell(Number(result.Images), "number"),
            Cell(Percent(result.Recall), "number"), Bar(result.Recall), Cell(Percent(result.Precision), "number"), Bar(result.Precision)))));

    private static IEnumerable<XElement> Settings(TrainingSettings settings)
    {
        var all = SettingsListing.Of(settings);
        var rows = all.Select(setting => new XElement("tr", setting.IsChanged ? new XAttribute("class", "changed") : null,
            new XElement("td", new XElement("code", setting.Option)), Cell(Shown(setting.Value)), Cell(setting.IsChanged ? Shown(setting.Default) : ""))).ToArray();
        var half = (rows.Length + 1) / 2;
        yield return Note(all.Any(setting => setting.IsChanged)
            ? "Marked settings differ from the default, which is given beside them."
            : "All settings are the defaults.");
        yield return new XElement("div", new XAttribute("class", "columns"),
            new[] { rows[..half], rows[half..] }.Select(part => Table(["setting", "value", "default"], part)));
    }

    /// <summary>Numbers such as 4/3 to six digits: the command below has them all.</summary>
    private static string Shown(string? value) => value is null ? "-"
        : value.Length <= 8 || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? value
        : number.ToString("G6", CultureInfo.InvariantCulture);

    private static XElement Section(string heading, params object?[] content) => new("section", new XElement("h2", heading), content);

    /// <param name="headings">Those that begin with '#' stand above numbers.</param>
    /// <param name="rows">Elements <c>tr</c>.</param>
    private static XElement Table(string[] headings, IEnumerable<XElement> rows)
    {
        var body = rows.ToArray();
        return new("table",
            new XElement("thead", new XElement("tr", headings.Select(heading => heading.StartsWith('#')
                ? new XElement("th", new XAttribute("class", "number"), heading[1..])
                : new XElement("th", heading)))),
            new XElement("tbody", body));
    }

    private static XElement Row(IEnumerable<string> texts, IEnumerable<string> numbers) =>
        new("tr", texts.Select(text => Cell(text)), numbers.Select(number => Cell(number, "number")));

    private static XElement Cell(string text, string? kind = null) => new("td", kind is null ? null : new XAttribute("class", kind), Confusion.Printable(text));

    private static XElement Bar(double? share) => new("td", new XAttribute("class", "bar"), new XElement("div",
        new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"width:{100 * share ?? 0:F1}%")), ""));

    private static XElement Note(string text) => new("p", new XAttribute("class", "note"), text);

    private static string Percent(double? share) => share is { } known ? (100 * known).ToString("0.0' %'", CultureInfo.InvariantCulture) : "-";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.TotalHours >= 1 ? Text(time.TotalHours, "h") : time.TotalMinutes >= 1 ? Text(time.TotalMinutes, "min") : Text(seconds, "s");

        static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {unit}");
    }

    private static string StyleSheet()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!);
        return "\n" + reader.ReadToEnd();
    }
}

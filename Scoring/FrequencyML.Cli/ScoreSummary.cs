using System.Diagnostics;
using FrequencyML.Models;

namespace FrequencyML.Cli;

/// <summary>Counts over all scored images; accuracy where the name of the parent folder is one of the model's labels.</summary>
internal sealed class ScoreSummary(ModelMetadata metadata)
{
    private readonly HashSet<string> labels = [.. metadata.Labels];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long labelled, correct, gated, open;

    public long Images { get; private set; }

    public long Failed { get; private set; }

    /// <summary>The last failed image and why; null if none failed.</summary>
    public string? LastError { get; private set; }

    public void Add(ImageScore image)
    {
        Images++;
        if (image.Error is not null)
        {
            Failed++;
            LastError = $"{image.Path}: {image.Error}";
        }
        if (ParentName(image.Path) is { } parent && labels.Contains(parent))
        {
            labelled++;
            if (image.Top.Count > 0 && image.Top[0].Label == parent) correct++;       // a failed image counts as wrong
        }
        if (image.GateOpen is not { } channels) return;
        gated++;
        open += channels;
    }

    // A path that is none (empty, or with a NUL) has its row, and no parent.
    private static string? ParentName(string path) =>
        path.Length == 0 || path.Contains('\0') ? null : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));

    public override string ToString()
    {
        var seconds = clock.Elapsed.TotalSeconds;
        List<string> lines = [FormattableString.Invariant($"{Images} images, {Failed} failed, {seconds:F1} s, {Images / seconds:F0} images/s")];
        if (labelled > 0) lines.Add(FormattableString.Invariant($"top-1 {(double)correct / labelled:P1} ({correct} of {labelled} images whose folder names a label)"));
        if (gated > 0)
            lines.Add(FormattableString.Invariant($"gate open {(double)open / gated / metadata.Selection.Count:P1} of {metadata.Selection.Count} channels"));
        return string.Join(Environment.NewLine, lines);
    }
}

using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using FrequencyML.Shared;
using OxyPlot;
using SkiaSharp;

namespace FrequencyML.Training.Reports;

/// <summary>A picture that is described once and drawn as PNG, as SVG, and as SVG within a report.</summary>
/// <param name="Title">What it shows, for readers who cannot see it.</param>
/// <param name="Width">In units of 1/96 inch.</param>
/// <param name="Height">In units of 1/96 inch.</param>
/// <param name="Draw">Draws it, from (0, 0) to (<paramref name="Width"/>, <paramref name="Height"/>).</param>
internal sealed record Picture(string Title, double Width, double Height, Action<IRenderContext> Draw)
{
    /// <summary>What is empty on each side, and is left out on a page that has margins of its own.</summary>
    public double Margin { get; init; }

    /// <summary>The width on a page.</summary>
    public double InlineWidth => Width - 2 * Margin;

    /// <summary>A generic family, since the reader's fonts are unknown. PNG files have the embedded font in any case.</summary>
    public const string FontFamily = "sans-serif";

    private const int PixelsPerUnit = 2;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>A picture of a plot.</summary>
    public static Picture Of(PlotModel model, double width, double height) => new(model.Title, width, height, context =>
    {
        ((IPlotModel)model).Update(updateData: true);
        ((IPlotModel)model).Render(context, new OxyRect(0, 0, width, height));
    });

    /// <summary>Pictures below and beside each other.</summary>
    /// <param name="title">What they show together.</param>
    /// <param name="columns">How many are beside each other.</param>
    /// <param name="models">Plots, row by row.</param>
    /// <param name="width">Of each.</param>
    /// <param name="height">Of each.</param>
    public static Picture Grid(string title, int columns, IReadOnlyList<PlotModel> models, double width, double height)
    {
        var rows = (models.Count + columns - 1) / columns;
        return new(title, Math.Min(columns, models.Count) * width, rows * height, context =>
        {
            for (var index = 0; index < models.Count; index++)
            {
                ((IPlotModel)models[index]).Update(updateData: true);
                ((IPlotModel)models[index]).Render(context, new OxyRect(index % columns * width, index / columns * height, width, height));
            }
        });
    }

    /// <summary>Writes <c>name.png</c> and <c>name.svg</c>.</summary>
    public void Write(string folder, string name)
    {
        WholeFile.Write(Path.Combine(folder, name + ".png"), path => File.WriteAllBytes(path, ToPng()));
        WholeFile.Write(Path.Combine(folder, name + ".svg"), path => File.WriteAllText(path, ToSvg() + "\n"));
    }

    /// <summary>The bytes of a PNG file with two pixels a unit, on white.</summary>
    public byte[] ToPng()
    {
        using var surface = SKSurface.Create(new SKImageInfo((int)Math.Ceiling(Width * PixelsPerUnit), (int)Math.Ceiling(Height * PixelsPerUnit)))
            ?? throw new NotSupportedException(FormattableString.Invariant($"A picture of {Width}x{Height} is more than can be drawn."));
        surface.Canvas.Clear(SKColors.White);
        using var canvas = new PlotCanvas { SkCanvas = surface.Canvas, DpiScale = PixelsPerUnit };
        Draw(canvas);
        using var snapshot = surface.Snapshot();
        using var png = snapshot.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    /// <summary>An SVG document on white.</summary>
    public string ToSvg() => Describe(Parse(OxyColors.White), margin: 0).ToString();

    /// <summary>An <c>svg</c> element for an HTML page: no background, the page's font, and its colours for those of <see cref="Ink"/>.</summary>
    /// <param name="id">Begins the identifiers in the element; another one for each picture of a page.</param>
    public XElement ToInlineSvg(string id)
    {
        var svg = Describe(Parse(OxyColors.Transparent), Margin);
        foreach (var element in svg.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;                                    // HTML needs no namespaces
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration || attribute.Name == "font-family").Remove();
            if (element.Name == "text" && element.Attribute("fill") is { } fill)      // a variable can stand in a style only
            {
                element.SetAttributeValue("style", $"fill:{fill.Value}");
                fill.Remove();
            }
            if (element.Attribute("style") is { } style)
                foreach (var (color, name) in Ink.Themed) style.Value = style.Value.Replace(Css(color), $"var(--{name})", StringComparison.Ordinal);
            if (element.Attribute("id") is { } identifier) identifier.Value = id + identifier.Value;
            if (element.Attribute("clip-path") is { } clip) clip.Value = clip.Value.Replace("#", "#" + id, StringComparison.Ordinal);
        }
        return svg;
    }

    private XElement Parse(OxyColor background)
    {
        using var stream = new MemoryStream();
        using var measurer = new PlotCanvas();
        using (var context = new SvgRenderContext(stream, Width, Height, isDocument: true, measurer, background, useVerticalTextAlignmentWorkaround: true))
        {
            Draw(context);
            context.Complete();
            context.Flush();
        }
        using var reader = XmlReader.Create(new MemoryStream(stream.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XElement.Load(reader);
    }

    private XElement Describe(XElement svg, double margin)
    {
        svg.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"{margin} {margin} {Width - 2 * margin} {Height - 2 * margin}"));
        svg.SetAttributeValue("role", "img");
        svg.AddFirst(new XElement(Svg + "title", Title));
        return svg;
    }

    private static string Css(OxyColor color) => string.Create(CultureInfo.InvariantCulture, $"rgb({color.R},{color.G},{color.B})");
}

using FrequencyML.Dct;
using OxyPlot;
using OxyPlot.SkiaSharp;
using SkiaSharp;

namespace FrequencyML.Training.Reports;

/// <summary>
/// OxyPlot's SkiaSharp canvas with the embedded font of <see cref="ChannelPicture"/> for all text. OxyPlot asks the system for a typeface by
/// its name, and the SkiaSharp library that we ship for Linux knows of no system fonts, so its text would not show.
/// </summary>
internal sealed class PlotCanvas : SkiaRenderContext, IRenderContext
{
    private const double BoldWeight = 600;
    private static readonly Lazy<SKTypeface> Typeface = new(LoadTypeface);

    public PlotCanvas()
    {
        UseTextShaping = false;
        RenderTarget = RenderTarget.PixelGraphic;
    }

    /// <inheritdoc cref="IRenderContext.DrawText"/>
    public new void DrawText(
        ScreenPoint p, string text, OxyColor fill, string? fontFamily = null, double fontSize = 10, double fontWeight = FontWeights.Normal, double rotation = 0,
        HorizontalAlignment horizontalAlignment = HorizontalAlignment.Left, VerticalAlignment verticalAlignment = VerticalAlignment.Top, OxySize? maxSize = null)
    {
        if (string.IsNullOrEmpty(text) || !fill.IsVisible()) return;
        using var paint = Paint(fontSize * DpiScale, fontWeight);
        paint.Color = fill.ToSKColor();
        paint.TextAlign = horizontalAlignment switch
        {
            HorizontalAlignment.Left => SKTextAlign.Left,
            HorizontalAlignment.Center => SKTextAlign.Center,
            _ => SKTextAlign.Right,
        };
        var metrics = paint.FontMetrics;
        var baseline = verticalAlignment switch
        {
            VerticalAlignment.Top => -metrics.Ascent,
            VerticalAlignment.Middle => metrics.CapHeight / 2,                        // digits and capitals are centred, not their line
            _ => -metrics.Descent,
        };
        using var restore = new SKAutoCanvasRestore(SkCanvas);
        SkCanvas.Translate((float)p.X * DpiScale, (float)p.Y * DpiScale);
        SkCanvas.RotateDegrees((float)rotation);
        SkCanvas.DrawText(text, 0, baseline, paint);
    }

    /// <inheritdoc cref="IRenderContext.MeasureText"/>
    public new OxySize MeasureText(string text, string? fontFamily = null, double fontSize = 10, double fontWeight = FontWeights.Normal)
    {
        if (string.IsNullOrEmpty(text)) return OxySize.Empty;
        using var paint = Paint(fontSize, fontWeight);
        return new OxySize(paint.MeasureText(text), paint.FontMetrics.Descent - paint.FontMetrics.Ascent);
    }

    private static SKPaint Paint(double size, double weight) => new()
    {
        Typeface = Typeface.Value,
        TextSize = (float)size,
        IsAntialias = true,
        SubpixelText = true,
        FakeBoldText = weight >= BoldWeight,
    };

    private static SKTypeface LoadTypeface()
    {
        using var font = typeof(ChannelPicture).Assembly.GetManifestResourceStream("FrequencyMLMono.ttf")!;
        return SKTypeface.FromStream(font);
    }
}

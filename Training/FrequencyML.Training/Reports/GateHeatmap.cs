using System.Globalization;
using FrequencyML.Dct;
using OxyPlot;

namespace FrequencyML.Training.Reports;

/// <summary>
/// Three grids of 8x8 frequencies, for Y, Cb and Cr, v down and u to the right, coloured by how often a gate keeps the channel; of a soft
/// gate by the mean weight. Channels that are not in the selection are empty.
/// </summary>
internal static class GateHeatmap
{
    private const double Cell = 33, Gap = 46, Left = 46, Top = 92, LegendWidth = 14, Right = 96, Bottom = 40, Margin = 16, Side = 8 * Cell;
    private const int Shades = 256;
    private const double Width = Left + 3 * Side + 2 * Gap + Right, Height = Top + Side + Bottom;

    /// <summary>Perceptually uniform, and readable by colour-blind people.</summary>
    /// <remarks>Source: viridis, N. Smith and S. van der Walt, "A better default colormap for Matplotlib", SciPy 2015.</remarks>
    private static readonly OxyPalette Palette = OxyPalettes.Viridis(Shades);

    /// <summary>Draws the gate of a run.</summary>
    public static Picture Of(GateReport gate)
    {
        var title = gate.Kind == GateKind.Soft ? "Mean weight of each channel" : "Share of images that keep each channel";
        return new(title, Width, Height, context => Draw(context, gate, title)) { Margin = Margin - 1 };
    }

    /// <summary>A share 0..1 as a number of percent in at most three characters: 100 and 0 only if they are exact.</summary>
    internal static string Percent(double share) => share switch
    {
        > 0 and < 0.005 => "<1",
        < 1 and >= 0.995 => ">99",
        _ => Math.Round(100 * share, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture),
    };

    private static void Draw(IRenderContext context, GateReport gate, string title)
    {
        Text(context, Margin, 26, title, 16, Ink.Text, HorizontalAlignment.Left, bold: true);
        var sum = gate.Kind == GateKind.Soft ? "the weights of an image add up to" : "an image keeps";
        Text(context, Margin, 48, string.Create(CultureInfo.InvariantCulture,
            $"in percent, over {gate.Images} images; {sum} {gate.Channels.Sum(kept => Value(gate, kept)):F1} of {gate.Channels.Count} channels"),
            12, Ink.Muted, HorizontalAlignment.Left);
        foreach (var component in Enum.GetValues<ColorComponent>()) DrawGrid(context, gate, component, Left + (int)component * (Side + Gap));
        DrawLegend(context, Left + 3 * Side + 2 * Gap + 24);
    }

    private static void DrawGrid(IRenderContext context, GateReport gate, ColorComponent component, double left)
    {
        var channels = gate.Channels.Where(kept => kept.Channel.Component == component).ToDictionary(kept => (kept.Channel.V, kept.Channel.U));
        var total = channels.Count == 0 ? "none selected" : string.Create(CultureInfo.InvariantCulture,
            $"{channels.Values.Sum(kept => Value(gate, kept)):F1} of {channels.Count}{(gate.Kind == GateKind.Soft ? "" : " kept")}");
        Text(context, left, Top - 18, component.ToString(), 14, Ink.Text, HorizontalAlignment.Left, bold: true);
        Text(context, left + Side, Top - 18, total, 11, Ink.Muted, HorizontalAlignment.Right);
        for (var index = 0; index < 8; index++)
        {
            var name = index.ToString(CultureInfo.InvariantCulture);
            Text(context, left + (index + 0.5) * Cell, Top + Side + 11, index == 0 ? "u=0" : name, 10, Ink.Muted, HorizontalAlignment.Center);
            Text(context, left - 6, Top + (index + 0.5) * Cell, index == 0 ? "v=0" : name, 10, Ink.Muted, HorizontalAlignment.Right);
        }
        for (var line = 0; line <= 8; line++)
        {
            DrawLine(context, new(left, Top + line * Cell), new(left + Side, Top + line * Cell), Ink.Grid);
            DrawLine(context, new(left + line * Cell, Top), new(left + line * Cell, Top + Side), Ink.Grid);
        }
        for (var v = 0; v < 8; v++)
        {
            for (var u = 0; u < 8; u++)
            {
                var cell = new OxyRect(left + u * Cell + 0.5, Top + v * Cell + 0.5, Cell - 1, Cell - 1);
                if (!channels.TryGetValue((v, u), out var kept)) continue;
                var value = Value(gate, kept);
                var color = Color(value);
                context.DrawRectangle(cell, color, OxyColors.Undefined, 0, EdgeRenderingMode.PreferGeometricAccuracy);
                Text(context, cell.Center.X, cell.Center.Y, Percent(value), 11, Ink.On(color), HorizontalAlignment.Center);
            }
        }
    }

    private static void DrawLegend(IRenderContext context, double left)
    {
        const int steps = 66;
        for (var step = 0; step < steps; step++)
        {
            var top = Top + Side * (1 - (step + 1.0) / steps);
            context.DrawRectangle(
                new OxyRect(left, top, LegendWidth, Side / steps), Color((step + 0.5) / steps), OxyColors.Undefined, 0, EdgeRenderingMode.PreferSharpness);
        }
        foreach (var percent in new[] { 0, 25, 50, 75, 100 })
        {
            var y = Top + Side * (1 - percent / 100.0);
            DrawLine(context, new(left + LegendWidth, y), new(left + LegendWidth + 4, y), Ink.Muted);
            Text(context, left + LegendWidth + 8, y, string.Create(CultureInfo.InvariantCulture, $"{percent}%"), 10, Ink.Muted, HorizontalAlignment.Left);
        }
    }

    private static void DrawLine(IRenderContext context, ScreenPoint from, ScreenPoint to, OxyColor color) =>
        context.DrawLine([from, to], color, 1, EdgeRenderingMode.PreferGeometricAccuracy, null, LineJoin.Miter);

    /// <summary>What a cell shows.</summary>
    private static double Value(GateReport gate, KeptChannel kept) => gate.Kind == GateKind.Soft ? kept.Weight : kept.Share;

    private static OxyColor Color(double share) => Palette.Colors[(int)Math.Round(Math.Clamp(share, 0, 1) * (Shades - 1))];

    private static void Text(
        IRenderContext context, double x, double y, string text, double size, OxyColor color, HorizontalAlignment alignment, bool bold = false) => context.DrawText(
        new(x, y), text, color, Picture.FontFamily, size, bold ? FontWeights.Bold : FontWeights.Normal, 0, alignment, VerticalAlignment.Middle, null);
}

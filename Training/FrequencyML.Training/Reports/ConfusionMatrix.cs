using System.Globalization;
using OxyPlot;

namespace FrequencyML.Training.Reports;

/// <summary>
/// A confusion as a picture: a row for each class, a column for each class that it was taken for, coloured by the share of the row; right
/// answers in one hue, wrong ones in another. Few classes have names and numbers.
/// </summary>
internal static class ConfusionMatrix
{
    private const int MaxNumbered = 24, MaxNamed = 60, MaxNameLength = 22;
    private const double Margin = 16, NameGap = 8, Heading = 66, CharacterWidth = 0.7, DarkFrom = 0.7;

    public static Picture Of(Confusion confusion)
    {
        var count = confusion.Labels.Count;
        var cell = count <= 12 ? 44 : count <= MaxNumbered ? 30 : count <= MaxNamed ? 14 : Math.Max(1, Math.Floor(840.0 / count));
        var size = count <= MaxNumbered ? 11 : 9;
        string[] names = count <= MaxNamed ? [.. confusion.Labels.Select(Shorten)] : [];
        var nameWidth = names.Length == 0 ? 0 : names.Max(name => name.Length) * size * CharacterWidth + NameGap;
        var (left, top) = (Margin + 18 + nameWidth, Heading + nameWidth + 20);   // names in wide fonts too
        var side = count * cell;
        return new("Confusion matrix", Math.Max(left + side, 420) + Margin, top + side + Margin, Draw) { Margin = Margin - 1 };

        void Draw(IRenderContext context)
        {
            Text(context, Margin, 26, "Confusion matrix", 16, Ink.Text, HorizontalAlignment.Left, weight: FontWeights.Bold);
            Text(context, Margin, 48, count <= MaxNumbered ? "images; shade: share of the row" : "shade: share of the row", 12, Ink.Muted, HorizontalAlignment.Left);
            Text(context, left + side / 2, Heading + 8, "predicted", 11, Ink.Muted, HorizontalAlignment.Center);
            Text(context, Margin + 6, top + side / 2, "class", 11, Ink.Muted, HorizontalAlignment.Center, rotation: -90);
            for (var index = 0; index < names.Length; index++)
            {
                var centre = (index + 0.5) * cell;
                Text(context, left - NameGap, top + centre, names[index], size, Ink.Text, HorizontalAlignment.Right);
                Text(context, left + centre, top - NameGap, names[index], size, Ink.Text, HorizontalAlignment.Left, rotation: -90);
            }
            for (var row = 0; row < count; row++)
            {
                var images = confusion.Images(row);
                for (var column = 0; column < count; column++)
                    if (confusion[row, column] > 0) DrawCell(context, row, column, (double)confusion[row, column] / images);
            }
            DrawGrid(context);
        }

        void DrawCell(IRenderContext context, int row, int column, double share)
        {
            var hue = row == column ? Ink.Right : Ink.Wrong;
            var strength = Math.Pow(share, row == column ? 1 : 0.6);                  // errors are small shares, and what one looks for
            var area = new OxyRect(left + column * cell, top + row * cell, cell, cell);
            context.DrawRectangle(area, OxyColor.FromAColor((byte)Math.Round(255 * strength), hue), OxyColors.Undefined, 0, EdgeRenderingMode.PreferSharpness);
            if (count > MaxNumbered) return;
            Text(context, area.Center.X, area.Center.Y, confusion[row, column].ToString(CultureInfo.InvariantCulture), size,
                strength > DarkFrom ? Ink.OnDark : Ink.Text, HorizontalAlignment.Center);
        }

        void DrawGrid(IRenderContext context)
        {
            var lines = count <= MaxNamed ? Enumerable.Range(0, count + 1) : [0, count];
            foreach (var line in lines)
            {
                var place = line * cell;
                context.DrawLine([new(left + place, top), new(left + place, top + side)], Ink.Grid, 1, EdgeRenderingMode.PreferSharpness, null, LineJoin.Miter);
                context.DrawLine([new(left, top + place), new(left + side, top + place)], Ink.Grid, 1, EdgeRenderingMode.PreferSharpness, null, LineJoin.Miter);
            }
        }
    }

    private static string Shorten(string name) => name.Length <= MaxNameLength ? name : name[..(MaxNameLength - 3)] + "...";

    private static void Text(
        IRenderContext context, double x, double y, string text, double size, OxyColor color, HorizontalAlignment alignment, double weight = FontWeights.Normal,
        double rotation = 0) => context.DrawText(new(x, y), text, color, Picture.FontFamily, size, weight, rotation, alignment, VerticalAlignment.Middle, null);
}

using OxyPlot;

namespace FrequencyML.Training.Reports;

/// <summary>The colours of pictures. Each has a name in the style sheet of reports, which changes it in dark mode.</summary>
/// <remarks>Series: Okabe and Ito, "Color Universal Design" (2008), so that colour-blind readers can tell them apart.</remarks>
internal static class Ink
{
    public static readonly OxyColor
        Text = OxyColor.FromRgb(0x1D, 0x22, 0x2B),
        Muted = OxyColor.FromRgb(0x5D, 0x66, 0x75),
        Grid = OxyColor.FromRgb(0xE1, 0xE5, 0xEA),
        First = OxyColor.FromRgb(0x00, 0x72, 0xB2),
        Second = OxyColor.FromRgb(0xD5, 0x5E, 0x00);

    /// <summary>Cells of right and wrong answers: dark enough for white text in dark mode as well.</summary>
    public static readonly OxyColor Right = OxyColor.FromRgb(0x00, 0x6E, 0xAC), Wrong = OxyColor.FromRgb(0xCD, 0x5A, 0x00);

    /// <summary>Text on a cell whose colour is the same in light and dark mode.</summary>
    public static readonly OxyColor OnDark = OxyColors.White, OnLight = OxyColor.FromRgb(0x10, 0x12, 0x18);

    /// <summary>The colours with their names in the style sheet.</summary>
    public static IReadOnlyList<(OxyColor Color, string Name)> Themed { get; } =
        [(Text, "text"), (Muted, "muted"), (Grid, "grid"), (First, "first"), (Second, "second"), (Right, "right"), (Wrong, "wrong")];

    /// <summary>The text colour that can be read on a cell.</summary>
    public static OxyColor On(OxyColor cell) => Luminance(cell) > 0.2 ? OnLight : OnDark;

    /// <remarks>Source: WCAG 2.2, "relative luminance"; black on a colour has the better contrast from 0.18 on.</remarks>
    private static double Luminance(OxyColor color)
    {
        return 0.2126 * Linear(color.R) + 0.7152 * Linear(color.G) + 0.0722 * Linear(color.B);

        static double Linear(byte level) => level <= 10 ? level / 255.0 / 12.92 : Math.Pow((level / 255.0 + 0.055) / 1.055, 2.4);
    }
}

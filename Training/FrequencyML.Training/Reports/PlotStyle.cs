using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace FrequencyML.Training.Reports;

/// <summary>What all plots have in common.</summary>
internal static class PlotStyle
{
    private const double FontSize = 11;

    public static PlotModel Model(string title, bool hasLegend = false)
    {
        var model = new PlotModel
        {
            Title = title,
            TitleFontSize = 13,
            TitleFontWeight = FontWeights.Bold,
            TitlePadding = 6,
            TitleHorizontalAlignment = TitleHorizontalAlignment.CenteredWithinPlotArea,
            Padding = new OxyThickness(10, 10, 18, 8),
            DefaultFont = Picture.FontFamily,
            DefaultFontSize = FontSize,
            TextColor = Ink.Text,
            PlotAreaBorderThickness = new OxyThickness(0, 0, 0, 1),
            PlotAreaBorderColor = Ink.Muted,
            Culture = CultureInfo.InvariantCulture,
        };
        if (hasLegend)
        {
            model.Legends.Add(new Legend
            {
                LegendPlacement = LegendPlacement.Outside,
                LegendPosition = LegendPosition.TopLeft,
                LegendOrientation = LegendOrientation.Horizontal,
                LegendTextColor = Ink.Text,
                LegendFontSize = FontSize,
                LegendMargin = 0,
                LegendPadding = 2,
            });
        }
        return model;
    }

    public static LinearAxis Axis(AxisPosition position, string? title, Func<double, string> label) => Style(new LinearAxis(), position, title, label);

    public static T Style<T>(T axis, AxisPosition position, string? title, Func<double, string> label)
        where T : Axis
    {
        axis.Position = position;
        axis.Title = title;
        axis.LabelFormatter = label;
        axis.TextColor = Ink.Muted;
        axis.TitleColor = Ink.Muted;
        axis.TicklineColor = Ink.Muted;
        axis.TickStyle = position == AxisPosition.Bottom ? TickStyle.Outside : TickStyle.None;
        axis.MinorTickSize = 0;
        axis.IntervalLength = position == AxisPosition.Bottom ? 60 : 40;
        axis.MajorTickSize = 4;
        axis.AxisTickToLabelDistance = 4;
        axis.AxisTitleDistance = position == AxisPosition.Bottom ? 6 : 14;
        axis.MajorGridlineStyle = position == AxisPosition.Bottom ? LineStyle.None : LineStyle.Solid;
        axis.MajorGridlineColor = Ink.Grid;
        return axis;
    }

    /// <summary>A line with markers where there are so few points that a line alone would hide them.</summary>
    public static LineSeries Line(string title, OxyColor color, IReadOnlyList<DataPoint> points)
    {
        const int few = 12;
        return new LineSeries
        {
            Title = title,
            Color = color,
            StrokeThickness = 2,
            LineJoin = LineJoin.Round,
            MarkerType = points.Count <= few ? MarkerType.Circle : MarkerType.None,
            MarkerFill = color,
            MarkerSize = 3.5,
            ItemsSource = points,
        };
    }

    /// <summary>A share 0..1 in percent, with as many digits as neighbouring ticks need.</summary>
    public static Func<double, string> Percent(double range)
    {
        var format = range < 0.03 ? "0.0'%'" : "0'%'";
        return share => (100 * share).ToString(format, CultureInfo.InvariantCulture);
    }
}

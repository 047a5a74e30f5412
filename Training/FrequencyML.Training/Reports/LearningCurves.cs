using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;

namespace FrequencyML.Training.Reports;

/// <summary>How a run went, epoch by epoch: loss, accuracy and learning rate; with a gate open channels and lambda.</summary>
internal static class LearningCurves
{
    public const double Width = 490, Height = 270;

    /// <summary>One plot each.</summary>
    public static IReadOnlyList<PlotModel> Of(IReadOnlyList<EpochReport> epochs)
    {
        var plots = new List<PlotModel> { Loss(epochs), Accuracy(epochs) };
        if (epochs.Any(epoch => epoch.OpenChannels is not null))
        {
            plots.Add(Single("Open channels", epochs, epoch => epoch.OpenChannels, Short, fromZero: true));
            plots.Add(Single("Lambda, the loss of an open channel", epochs, epoch => epoch.Lambda, Short, fromZero: true));
        }
        return plots;
    }

    /// <summary>All plots in one picture.</summary>
    public static Picture PictureOf(IReadOnlyList<EpochReport> epochs) =>
        Picture.Grid("Loss and accuracy of each epoch", columns: 2, Of(epochs), Width, Height);

    private static PlotModel Loss(IReadOnlyList<EpochReport> epochs) => Single("Training loss", epochs, epoch => epoch.Loss, Short, fromZero: false);

    private static PlotModel Accuracy(IReadOnlyList<EpochReport> epochs)
    {
        var model = PlotStyle.Model("Top-1 accuracy", hasLegend: true);
        var training = Points(epochs, epoch => epoch.TrainingAccuracy);
        var validation = Points(epochs, epoch => epoch.Validation?.Accuracy);
        model.Axes.Add(EpochAxis(epochs));
        model.Axes.Add(Vertical([.. training, .. validation], fromZero: false, PlotStyle.Percent(1), smallest: 0, largest: 1));
        model.Series.Add(PlotStyle.Line("training", Ink.Second, training));
        model.Series.Add(PlotStyle.Line("validation", Ink.First, validation));
        return model;
    }

    private static PlotModel Single(
        string title, IReadOnlyList<EpochReport> epochs, Func<EpochReport, double?> value, Func<double, string> label, bool fromZero)
    {
        var model = PlotStyle.Model(title);
        var points = Points(epochs, value);
        model.Axes.Add(EpochAxis(epochs));
        model.Axes.Add(Vertical(points, fromZero, label, smallest: double.NegativeInfinity, largest: double.PositiveInfinity));
        model.Series.Add(PlotStyle.Line(title, Ink.First, points));
        return model;
    }

    private static DataPoint[] Points(IReadOnlyList<EpochReport> epochs, Func<EpochReport, double?> value) =>
        [.. epochs.Where(epoch => value(epoch) is { } number && double.IsFinite(number)).Select(epoch => new DataPoint(epoch.Epoch, value(epoch)!.Value))];

    private static LinearAxis EpochAxis(IReadOnlyList<EpochReport> epochs)
    {
        var last = epochs.Count == 0 ? 1 : epochs[^1].Epoch;
        var axis = PlotStyle.Axis(AxisPosition.Bottom, "epoch", epoch => epoch.ToString("0", CultureInfo.InvariantCulture));
        axis.MinimumMajorStep = 1;                                                    // there is no half epoch
        (axis.Minimum, axis.Maximum) = last <= 12 ? (0.5, last + 0.5) : (0, last * 1.02);
        return axis;
    }

    /// <summary>An axis with some room above and below the values, even if they are all equal.</summary>
    private static LinearAxis Vertical(DataPoint[] points, bool fromZero, Func<double, string> label, double smallest, double largest)
    {
        var axis = PlotStyle.Axis(AxisPosition.Left, null, label);
        if (points.Length == 0) return axis;
        var (low, high) = (points.Min(point => point.Y), points.Max(point => point.Y));
        var margin = Math.Max((high - low) * 0.08, high == low ? Math.Max(0.1 * Math.Abs(high), 1e-6) : 0);
        axis.Minimum = fromZero && low >= 0 ? 0 : Math.Max(smallest, low - margin);   // a steered lambda goes below zero
        axis.Maximum = Math.Min(largest, high + margin);
        if (axis.Maximum - axis.Minimum < 0.03) axis.LabelFormatter = largest == 1 ? PlotStyle.Percent(axis.Maximum - axis.Minimum) : label;
        return axis;
    }

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

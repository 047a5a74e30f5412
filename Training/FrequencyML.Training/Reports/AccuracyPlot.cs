using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace FrequencyML.Training.Reports;

/// <summary>A run, or several runs of the same settings.</summary>
/// <param name="Channels">The channels that the trunk sees, on average; above 0.</param>
/// <param name="Accuracy">Top-1, 0..1; of several runs the mean.</param>
/// <param name="Label">The name beside the point.</param>
/// <param name="Spread">What an error bar reaches to each side, for instance the standard deviation of several runs; 0 for no bar.</param>
internal sealed record AccuracyPoint(double Channels, double Accuracy, string Label, double Spread = 0);

/// <summary>Accuracy against the number of channels, on a logarithmic axis.</summary>
internal static class AccuracyPlot
{
    private const double Width = 760, Height = 460;

    /// <summary>Draws runs on channels as points and those on pixels as lines.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="pixels">Name and top-1, 0..1, of networks that have no number of channels.</param>
    /// <exception cref="ArgumentException">There is no point, or one has no channels.</exception>
    public static Picture Of(IReadOnlyList<AccuracyPoint> points, params IReadOnlyList<(string Label, double Accuracy)> pixels)
    {
        if (points.Count == 0 || points.Any(point => !(point.Channels > 0)))
            throw new ArgumentException("A plot has at least one point, and each has channels.", nameof(points));
        var model = PlotStyle.Model("Accuracy against the number of channels");
        double[] ends = [.. points.SelectMany(point => new[] { point.Accuracy - point.Spread, point.Accuracy + point.Spread }), .. pixels.Select(line => line.Accuracy)];
        var (low, high) = (ends.Min(), ends.Max());
        var margin = Math.Max(0.12 * (high - low), 0.005);
        var vertical = PlotStyle.Axis(AxisPosition.Left, "top-1 accuracy", PlotStyle.Percent(high - low));
        (vertical.Minimum, vertical.Maximum) = (Math.Max(0, low - margin), Math.Min(1, high + margin));
        model.Axes.Add(vertical);
        model.Axes.Add(ChannelAxis(points));
        model.Series.Add(new ScatterErrorSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 5,
            MarkerFill = Ink.First,
            ErrorBarColor = Ink.First,
            ErrorBarStrokeThickness = 1.5,
            ErrorBarStopWidth = 4,
            ItemsSource = points.Select(point => new ScatterErrorPoint(
                point.Channels, point.Accuracy, double.NaN, point.Spread > 0 ? 2 * point.Spread : double.NaN)).ToArray(),
        });
        foreach (var (label, accuracy) in pixels)
        {
            model.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Horizontal,
                Y = accuracy,
                Color = Ink.Muted,
                LineStyle = LineStyle.Dash,
                Text = Confusion.Printable(label),
                TextColor = Ink.Text,
            });
        }
        model.Annotations.Add(new PointLabels(points));
        return Picture.Of(model, Width, Height);
    }

    private static LogarithmicAxis ChannelAxis(IReadOnlyList<AccuracyPoint> points)
    {
        var axis = PlotStyle.Style(
            new LogarithmicAxis { Base = 2 }, AxisPosition.Bottom, "channels (logarithmic)", channels => channels.ToString("0.#", CultureInfo.InvariantCulture));
        axis.Minimum = points.Min(point => point.Channels) / 1.5;
        axis.Maximum = points.Max(point => point.Channels) * 2;
        return axis;
    }

    /// <summary>Names beside the points, each where it covers no other name and no point if there is such a place.</summary>
    private sealed class PointLabels : Annotation
    {
        private const double Size = 11, Distance = 9;
        private readonly IReadOnlyList<AccuracyPoint> points;

        public PointLabels(IReadOnlyList<AccuracyPoint> points)
        {
            this.points = points;
            Layer = AnnotationLayer.AboveSeries;
        }

        public override void Render(IRenderContext rc)
        {
            var centres = points.Select(point => this.Transform(new DataPoint(point.Channels, point.Accuracy))).ToArray();
            var bars = points.Select((point, index) => Bar(point, centres[index])).ToArray();
            var taken = new List<OxyRect>();
            for (var index = 0; index < points.Count; index++)
            {
                var label = Confusion.Printable(points[index].Label);
                var size = rc.MeasureText(label, Picture.FontFamily, Size, FontWeights.Normal);
                var place = Places(centres[index], bars[index], size)
                    .MinBy(area => taken.Count(other => Overlap(area, other)) + bars.Count(other => Overlap(area, other)) + (IsInside(area) ? 0 : 2));
                taken.Add(place);
                var (x, alignment) = place.Left > centres[index].X ? (place.Left, HorizontalAlignment.Left)
                    : place.Right < centres[index].X ? (place.Right, HorizontalAlignment.Right)
                    : (place.Center.X, HorizontalAlignment.Center);                   // at the point, in narrower fonts too
                rc.DrawText(new(x, place.Center.Y), label, Ink.Text, Picture.FontFamily, Size, FontWeights.Normal, 0, alignment, VerticalAlignment.Middle, null);
            }
        }

        /// <summary>Where a point and its error bar are drawn.</summary>
        private OxyRect Bar(AccuracyPoint point, ScreenPoint centre)
        {
            var half = Math.Max(6, Math.Abs(centre.Y - this.Transform(new DataPoint(point.Channels, point.Accuracy + point.Spread)).Y));
            return new(centre.X - 6, centre.Y - half, 12, 2 * half);
        }

        private bool IsInside(OxyRect area) => area.Left >= PlotModel.PlotArea.Left && area.Right <= PlotModel.PlotArea.Right &&
            area.Top >= PlotModel.PlotArea.Top && area.Bottom <= PlotModel.PlotArea.Bottom;

        private static bool Overlap(OxyRect one, OxyRect other) =>
            one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;

        /// <summary>Right, left, above, below, and the corners.</summary>
        private static OxyRect[] Places(ScreenPoint centre, OxyRect bar, OxySize size)
        {
            var (right, left, middle) = (centre.X + Distance, centre.X - Distance - size.Width, centre.X - size.Width / 2);
            var (above, level, below) = (bar.Top - 3 - size.Height, centre.Y - size.Height / 2, bar.Bottom + 3);
            var (up, down) = (centre.Y - size.Height - 2, centre.Y + 2);
            return
            [
                .. new[] { (right, level), (left, level), (middle, above), (middle, below), (right, up), (right, down), (left, up), (left, down) }
                    .Select(corner => new OxyRect(corner.Item1, corner.Item2, size.Width, size.Height)),
            ];
        }
    }
}

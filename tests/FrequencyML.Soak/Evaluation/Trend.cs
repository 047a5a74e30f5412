namespace FrequencyML.Soak.Evaluation;

/// <summary>How a value changes with time: by least squares, and by medians, which a few wild samples do not move.</summary>
/// <param name="Slope">Of the line of least squares, in units an hour.</param>
/// <param name="StandardError">Of that slope, as if the samples scattered independently of each other; NaN below three samples.</param>
/// <param name="MedianGrowth">The median of the last quarter of the samples less that of the first, over the time between their middles; units an hour.</param>
internal sealed record Trend(double Slope, double StandardError, double MedianGrowth)
{
    private const double MinutesInHour = 60;

    /// <summary>Of values over time.</summary>
    /// <param name="minutes">When; ascending, at least two different times.</param>
    /// <param name="values">What, as many.</param>
    /// <exception cref="ArgumentException">Fewer than two samples, or not as many values as times.</exception>
    public static Trend Of(IReadOnlyList<double> minutes, IReadOnlyList<double> values)
    {
        if (minutes.Count < 2 || values.Count != minutes.Count)
            throw new ArgumentException($"There are {minutes.Count} times and {values.Count} values; expected as many of each, and two at least.", nameof(values));
        double[] hours = [.. minutes.Select(minute => minute / MinutesInHour)];
        double meanHour = hours.Average(), mean = values.Average();
        var spread = hours.Sum(hour => (hour - meanHour) * (hour - meanHour));
        var slope = hours.Zip(values, (hour, value) => (hour - meanHour) * (value - mean)).Sum() / spread;
        var residuals = hours.Zip(values, (hour, value) => value - mean - slope * (hour - meanHour)).Sum(residual => residual * residual);
        var quarter = Math.Max(1, hours.Length / 4);
        return new(
            slope,
            hours.Length > 2 ? Math.Sqrt(residuals / (hours.Length - 2) / spread) : double.NaN,
            (Median(values.TakeLast(quarter)) - Median(values.Take(quarter))) / (Median(hours.TakeLast(quarter)) - Median(hours.Take(quarter))));
    }

    /// <summary>The middle value; the mean of the two in the middle where their number is even.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) throw new ArgumentException("There are no values.", nameof(values));
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

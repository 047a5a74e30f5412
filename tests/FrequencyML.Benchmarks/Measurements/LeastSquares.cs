namespace FrequencyML.Benchmarks.Measurements;

/// <summary>The straight line through points that leaves the smallest sum of squares.</summary>
/// <param name="Slope">The rise for each unit of x.</param>
/// <param name="Intercept">The value at x = 0.</param>
internal sealed record LeastSquares(double Slope, double Intercept)
{
    /// <summary>Fits a line.</summary>
    /// <param name="points">At least two of different x.</param>
    public static LeastSquares Fit(IReadOnlyCollection<(double X, double Y)> points)
    {
        double meanX = points.Average(point => point.X), meanY = points.Average(point => point.Y);
        var slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
        return new(slope, meanY - slope * meanX);
    }

    /// <summary>The exponent a of y = b x^a: the slope between logarithms, in which every point has the same relative weight.</summary>
    /// <param name="points">Positive.</param>
    public static double Exponent(IReadOnlyCollection<(double X, double Y)> points) => Fit([.. points.Select(point => (Math.Log(point.X), Math.Log(point.Y)))]).Slope;
}

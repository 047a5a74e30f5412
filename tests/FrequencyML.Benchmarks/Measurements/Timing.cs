namespace FrequencyML.Benchmarks.Measurements;

/// <summary>How long repetitions of the same work took, sorted.</summary>
internal sealed class Timing
{
    private readonly double[] seconds;

    public Timing(IEnumerable<double> seconds) => this.seconds = [.. seconds.Order()];

    /// <summary>How many there were.</summary>
    public int Count => seconds.Length;

    /// <summary>The middle repetition, in seconds; of an even number the mean of both.</summary>
    public double Median => (seconds[(seconds.Length - 1) / 2] + seconds[seconds.Length / 2]) / 2;

    /// <summary>The slowest repetition, in seconds.</summary>
    public double Max => seconds[^1];

    /// <summary>Their mean, in seconds.</summary>
    public double Mean => seconds.Average();

    /// <summary>The fastest repetition, in seconds.</summary>
    public double Min => seconds[0];
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FrequencyML.Benchmarks.Measurements;

/// <summary>A program of .NET that scored images, from its start to its end.</summary>
/// <param name="Seconds">Of the clock on the wall.</param>
/// <param name="ImagesPerSecond">What it says of its own speed.</param>
/// <param name="PeakBytes">The system's record of its largest resident set.</param>
internal sealed partial record ScoreProcess(double Seconds, double ImagesPerSecond, long PeakBytes)
{
    /// <summary>The command <c>frequencyml</c>, beside this program.</summary>
    public static string Command { get; } = Path.Combine(AppContext.BaseDirectory, "frequencyml.dll");

    /// <summary>Runs a program.</summary>
    /// <param name="command">Its assembly and its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static ScoreProcess Run(params string[] command)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It has ended since: the record goes with it.
            }
        }
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"It ended with {process.ExitCode}: {error.Result}");
        return new(seconds, double.Parse(Speed().Match(error.Result).Groups[1].ValueSpan, CultureInfo.InvariantCulture), peak);
    }

    [GeneratedRegex(@"(\d+) images/s")]
    private static partial Regex Speed();
}

using FrequencyML.Benchmarks.Contenders;

namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>A part of a way from files to labels, or all of it, to be timed.</summary>
internal sealed class Stage(Func<double> run) : IContender
{
    public double ReadAll() => run();
}

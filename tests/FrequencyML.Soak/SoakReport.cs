using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using FrequencyML.Soak.Evaluation;
using FrequencyML.Soak.Subjects;

namespace FrequencyML.Soak;

/// <summary>A Markdown summary.</summary>
internal static class SoakReport
{
    /// <summary>Describes a run.</summary>
    /// <param name="introduction">Sentences about what was run.</param>
    /// <param name="evaluation">The samples.</param>
    /// <param name="criteria">The verdict.</param>
    /// <param name="subjects">Who worked.</param>
    public static string Write(string introduction, SampleEvaluation evaluation, IReadOnlyList<Criterion> criteria, IReadOnlyList<Subject> subjects)
    {
        var text = new StringBuilder();
        Line($"# Soak: {(criteria.All(criterion => criterion.Holds) ? "passed" : "FAILED")}\n");
        Line($"Written by `bash tests/FrequencyML.Soak/soak.sh --report docs/soak.md`: good and damaged files in turns through the transformer of ML.NET, an `ImageScorer` and a process of the command.\n");
        Line($"{introduction} {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors.\n");
        Line($"| | criterion | allowed | measured | |\n|---|---|---|---|---|");
        foreach (var criterion in criteria) Line($"| {criterion.Of} | {criterion.Name} | {criterion.Allowed} | {criterion.Measured} | {(criterion.Holds ? "holds" : "**FAILS**")} |");
        Line($"\n| | images | errors of a pass | images/s, first and last tenth | last/first | images per processor second, first and last tenth | last/first |\n|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, samples) in evaluation.BySubject)
        {
            var subject = subjects.Single(subject => subject.Name == name);
            Sample[] first = SampleEvaluation.First(samples), last = SampleEvaluation.Last(samples);
            double wall = SampleEvaluation.WallThroughput(first), wallLast = SampleEvaluation.WallThroughput(last);
            double cpu = SampleEvaluation.CpuThroughput(first), cpuLast = SampleEvaluation.CpuThroughput(last);
            Line($"| {name} | {subject.Rows} | {subject.Errors} | {wall:F1}, {wallLast:F1} | {wallLast / wall:F3} | {cpu:F1}, {cpuLast:F1} | {cpuLast / cpu:F3} |");
        }
        Line($"\n| median of the first and last tenth | private memory, MiB | working set, MiB | managed heap, MiB | handles | threads |\n|---|---:|---:|---:|---:|---:|");
        foreach (var (name, samples) in evaluation.ByProcess)
            Line($"| {name} | {Both(samples, sample => sample.PrivateMemory)} | {Both(samples, sample => sample.WorkingSet)} | {(samples[0].ManagedHeap is null ? "" : Both(samples, sample => sample.ManagedHeap!.Value))} | {Both(samples, sample => sample.Handles)} | {Both(samples, sample => sample.Threads)} |");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Both(Sample[] samples, Func<Sample, double> value) => string.Create(
        CultureInfo.InvariantCulture, $"{Trend.Median(SampleEvaluation.First(samples).Select(value)):0.#}, {Trend.Median(SampleEvaluation.Last(samples).Select(value)):0.#}");
}

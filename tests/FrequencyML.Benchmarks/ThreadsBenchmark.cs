using System.Diagnostics;
using FrequencyML.Benchmarks.Contenders;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks;

/// <summary>How many images a second does one extractor give to one thread and to two, which take the next image of one list?</summary>
internal static class ThreadsBenchmark
{
    private const int Repetitions = 5, Passes = 20;

    public static void Run()
    {
        var set = PhotographSets.Get("420");
        int[] threadCounts = [1, 2];
        foreach (var threads in threadCounts) Measure(set.Files, threads);                           // warm-up
        var seconds = threadCounts.ToDictionary(threads => threads, _ => new List<double>());
        for (var repetition = 0; repetition < Repetitions; repetition++)
            foreach (var threads in threadCounts) seconds[threads].Add(Measure(set.Files, threads));

        Console.WriteLine($"{set.Name}: {set.Description}; median of {Repetitions}; {Environment.ProcessorCount} processors");
        Console.WriteLine();
        Console.WriteLine("| threads | images/s | times one thread |");
        Console.WriteLine("|---:|---:|---:|");
        var single = new Timing(seconds[1]).Median;
        foreach (var threads in threadCounts)
        {
            var median = new Timing(seconds[threads]).Median;
            var throughput = Passes * set.Files.Count / median;
            Console.WriteLine(FormattableString.Invariant($"| {threads} | {throughput:F0} | {single / median:F2} |"));
        }
    }

    /// <summary>Seconds for all images, <see cref="Passes"/> times.</summary>
    private static double Measure(IReadOnlyList<JpegFile> files, int threads)
    {
        var extractor = OurChannels.CreateExtractor();
        var next = -1;
        using var ready = new Barrier(threads + 1);
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var channels = new float[extractor.Length];
            ready.SignalAndWait();
            for (int i; (i = Interlocked.Increment(ref next)) < Passes * files.Count;)
                extractor.Extract(files[i % files.Count].Bytes, channels);
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        ready.SignalAndWait();
        var start = Stopwatch.GetTimestamp();
        foreach (var worker in workers) worker.Join();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

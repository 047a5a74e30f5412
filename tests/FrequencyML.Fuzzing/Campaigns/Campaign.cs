using System.Diagnostics;
using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Fuzzing.Targets;

namespace FrequencyML.Fuzzing.Campaigns;

/// <summary>Tries mutated inputs on one target, on some threads, under a watch.</summary>
internal sealed class Campaign(Target target, CampaignOptions options, Journal? journal = null)
{
    private readonly Dictionary<string, Finding> findings = [];
    private readonly Lock gate = new();
    private long next, end, tried, accepted, slowestTicks;

    /// <summary>Tries the inputs 0 to <paramref name="count"/>-1.</summary>
    public CampaignResult Run(long count)
    {
        if (target.Skipped is not null) return new(target.Name, []) { Skipped = target.Skipped };
        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Try(0, count / 4);
        var (heap, resident) = Memory();
        Try(count / 4, count);
        var (heapGrowth, residentGrowth) = Memory() is var after ? (after.Heap - heap, after.Resident - resident) : default;
        if (heapGrowth > options.HeapGrowthLimit + target.KeptBytes || residentGrowth > options.ResidentGrowthLimit + target.KeptBytes)
            Keep(new(target.Name, "growth", -1, [], $"From {count / 4} inputs to {count} the managed heap grew by {heapGrowth} bytes, the process by {residentGrowth}."));
        return new(target.Name, [.. findings.Values.OrderBy(finding => finding.Kind, StringComparer.Ordinal)])
        {
            Inputs = tried,
            Accepted = accepted,
            Elapsed = Stopwatch.GetElapsedTime(started),
            Processor = Environment.CpuUsage.TotalTime - processor,
            Slowest = new(slowestTicks),
            HeapGrowth = heapGrowth,
            ResidentGrowth = residentGrowth,
        };
    }

    private void Try(long first, long last)
    {
        (next, end) = (first, last);
        var lanes = Enumerable.Range(0, options.Threads).Select(Start).ToArray();
        var all = Task.WhenAll(lanes.Select(lane => lane.Ended.Task));
        while (!all.Wait(options.TimeLimit / 4))
        {
            for (var i = 0; i < lanes.Length; i++)
            {
                var lane = lanes[i];
                if (lane.IsGivenUp || lane.Elapsed < options.GiveUp) continue;
                lane.IsGivenUp = true;
                var (index, input) = lane.Current;
                Keep(new(target.Name, "hang", index, input, $"It has not come back within {options.GiveUp}."));
                Interlocked.Increment(ref tried);
                lanes[i] = Start(i);                                                  // the other inputs are tried all the same
                lane.Ended.SetResult();
                all = Task.WhenAll(lanes.Select(other => other.Ended.Task));
            }
        }
    }

    private Lane Start(int number)
    {
        var lane = new Lane();
        new Thread(() =>
        {
            Work(lane, number);
            lane.Ended.TrySetResult();
        })
        { IsBackground = true }.Start();
        return lane;
    }

    private void Work(Lane lane, int number)
    {
        var (mutator, read) = (new Mutator(target), target.Open());
        for (long index; (index = Interlocked.Increment(ref next) - 1) < end;)
        {
            var input = mutator.Create(options.Seed, index);
            journal?.Write(number, index);
            lane.Begin(index, input);
            var trial = Trial.Of(target, read, input);
            lane.End();
            if (lane.IsGivenUp) return;
            Count(trial);
            if (trial.Kind(options) is { } kind) Examine(lane, read, index, input, trial, kind);
        }
    }

    private void Count(Trial trial)
    {
        Interlocked.Increment(ref tried);
        if (trial.IsAccepted) Interlocked.Increment(ref accepted);
        for (var known = Volatile.Read(ref slowestTicks); trial.Elapsed.Ticks > known;)
        {
            var before = Interlocked.CompareExchange(ref slowestTicks, trial.Elapsed.Ticks, known);
            if (before == known) return;
            known = before;
        }
    }

    private void Examine(Lane lane, Func<byte[], bool> read, long index, byte[] input, Trial trial, string kind)
    {
        lock (gate)
            if (findings.ContainsKey(kind)) return;
        // The first inputs wait for the compiler, and any for other programs: only an input that is slow, or large, every time is a finding.
        if (trial.Error is null && !Enumerable.Range(0, 3).All(_ => Again(input) == kind)) return;
        if (kind != "hang") input = Minimizer.Minimize(input, shorter => Again(shorter) == kind);
        var last = trial.Error is null ? trial : Trial.Of(target, read, input);
        Keep(new(target.Name, kind, index, input, last.Error is null ? trial.Detail : last.Detail));

        string? Again(byte[] other)
        {
            lane.Begin(index, other);
            var again = Trial.Of(target, read, other).Kind(options);
            lane.End();
            return again;
        }
    }

    private void Keep(Finding finding)
    {
        lock (gate)
            if (!findings.TryAdd(finding.Kind, finding)) return;
        if (options.Folder is { } folder) finding.Save(folder);
    }

    private static (long Heap, long Resident) Memory()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }
}

using System.Globalization;

namespace FrequencyML.Scoring.Runs;

/// <summary>Which share of a run this process does: worker <see cref="Index"/> of <see cref="Count"/> takes the chunks congruent to its index.</summary>
/// <param name="Index">0..<see cref="Count"/>-1.</param>
/// <param name="Count">The number of workers.</param>
/// <param name="Source">What said so.</param>
internal sealed record Shard(int Index, int Count, string Source)
{
    private static readonly Variables[] Schedulers =
    [
        new("FREQUENCYML_SHARD_INDEX", "FREQUENCYML_SHARD_COUNT"),
        new("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT") { First = "SLURM_ARRAY_TASK_MIN", Step = "SLURM_ARRAY_TASK_STEP", Within = new("SLURM_PROCID", "SLURM_STEP_NUM_TASKS") },
        new("SLURM_PROCID", "SLURM_STEP_NUM_TASKS") { IsOnlyWithCount = true },        // a batch script has the former too, and is one process of its own
        new("JOB_COMPLETION_INDEX", "FREQUENCYML_SHARD_COUNT"),                        // Kubernetes tells an Indexed Job no count
        new("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"),
        new("BATCH_TASK_INDEX", "BATCH_TASK_COUNT"),
        new("CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_COUNT"),
        new("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
    ];

    /// <summary>Takes the shard from the options, else from the scheduler's environment, else there is one.</summary>
    /// <param name="index">The option <c>--shard-index</c>; null if not given.</param>
    /// <param name="count">The option <c>--shard-count</c>; null if not given. Alone, it goes with an index of the environment.</param>
    /// <param name="environment">Reads a variable; null where it is not set.</param>
    /// <exception cref="InvalidDataException">One of the two is missing, is no number or out of range; the message names it.</exception>
    public static Shard Resolve(int? index, int? count, Func<string, string?> environment)
    {
        if (index is { } given)
        {
            return count is { } total
                ? Checked(given, total, "--shard-index", "--shard-index")
                : throw new InvalidDataException("--shard-index is given and --shard-count is not: give both.");
        }
        foreach (var scheduler in Schedulers)
        {
            if (Number(environment, scheduler.Index) is not { } id) continue;
            var told = Number(environment, scheduler.Count);
            if (told is null && scheduler.IsOnlyWithCount) continue;
            if ((count ?? told) is not { } total)
                throw new InvalidDataException($"{scheduler.Index} is set and {scheduler.Count} is not: give the number of workers by --shard-count.");
            int first = Number(environment, scheduler.First) ?? 0, step = Number(environment, scheduler.Step) ?? 1;
            if (step < 1 || (id - first) % step != 0) throw new InvalidDataException($"{scheduler.Index} is {id}, not {first} and a multiple of {step}.");
            if (scheduler.Within is { } inner && Number(environment, inner.Count) is > 1 and var tasks)
                return Checked((id - first) / step * tasks + (Number(environment, inner.Index) ?? 0), count ?? total * tasks, $"{scheduler.Index}, {inner.Index}", $"{scheduler.Index} with {inner.Index}");
            return Checked((id - first) / step, total, scheduler.Index, $"{scheduler.Index} (from {first} by {step})");
        }
        // Otherwise every worker would do everything.
        if ((count ?? Number(environment, Schedulers[0].Count)) is { } alone and not 1)
            throw new InvalidDataException($"There are to be {alone} workers, and nothing says which this is: give --shard-index, or set {Schedulers[0].Index}.");
        return new(0, 1, "no scheduler");
    }

    /// <summary>Whether a chunk is this worker's.</summary>
    public bool Has(int chunk) => chunk % Count == Index;

    private static Shard Checked(int index, int count, string source, string name) => count < 1
        ? throw new InvalidDataException($"The number of workers is {count}; expected at least 1.")
        : index >= 0 && index < count
            ? new(index, count, source)
            : throw new InvalidDataException($"{name} is worker {index} of {count}; expected 0 to {count - 1}. An array needs ids in even steps, without gaps.");

    private static int? Number(Func<string, string?> environment, string? variable) => variable is null || environment(variable) is not { Length: > 0 } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"{variable} is '{text}'; expected a whole number from 0 to {int.MaxValue}.");

    /// <summary>The variables of one scheduler.</summary>
    private sealed record Variables(string Index, string Count)
    {
        public string? First { get; init; }

        public string? Step { get; init; }

        /// <summary>Each worker of this scheduler may be several of another one.</summary>
        public Variables? Within { get; init; }

        /// <summary>Whether the index alone means nothing.</summary>
        public bool IsOnlyWithCount { get; init; }
    }
}

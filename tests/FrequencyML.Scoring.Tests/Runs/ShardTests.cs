using FrequencyML.Scoring.Runs;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Runs;

public sealed class ShardTests
{
    [TestCase("", 0, 1, "no scheduler")]
    [TestCase("FREQUENCYML_SHARD_INDEX=2 FREQUENCYML_SHARD_COUNT=5", 2, 5, "FREQUENCYML_SHARD_INDEX")]
    [TestCase("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=2 SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=1", 3, 4, "SLURM_ARRAY_TASK_ID")]
    [TestCase("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=2 SLURM_PROCID=2 SLURM_STEP_NUM_TASKS=4", 6, 8, "SLURM_ARRAY_TASK_ID, SLURM_PROCID")]
    [TestCase("SLURM_PROCID=1 SLURM_STEP_NUM_TASKS=3", 1, 3, "SLURM_PROCID")]
    [TestCase("SLURM_PROCID=0 SLURM_NTASKS=3", 0, 1, "no scheduler")]
    [TestCase("JOB_COMPLETION_INDEX=3 FREQUENCYML_SHARD_COUNT=8", 3, 8, "JOB_COMPLETION_INDEX")]
    [TestCase("AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=2", 0, 2, "AWS_BATCH_JOB_ARRAY_INDEX")]
    [TestCase("BATCH_TASK_INDEX=1 BATCH_TASK_COUNT=2", 1, 2, "BATCH_TASK_INDEX")]
    [TestCase("CLOUD_RUN_TASK_INDEX=1 CLOUD_RUN_TASK_COUNT=2", 1, 2, "CLOUD_RUN_TASK_INDEX")]
    [TestCase("OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2", 1, 2, "OMPI_COMM_WORLD_RANK")]
    public void Resolve_Environment_IsThatOfTheScheduler(string environment, int index, int count, string source) =>
        Assert.That(Resolve(null, null, environment), Is.EqualTo(new Shard(index, count, source)));

    [Test]
    public void Resolve_Options_ComeFirst()
    {
        const string environment = "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=2";
        Assert.That(Resolve(3, 4, environment), Is.EqualTo(new Shard(3, 4, "--shard-index")));
        Assert.That(Resolve(null, 9, "JOB_COMPLETION_INDEX=8"), Is.EqualTo(new Shard(8, 9, "JOB_COMPLETION_INDEX")));
        Assert.That(Resolve(null, 8, environment + " SLURM_PROCID=1 SLURM_STEP_NUM_TASKS=2"), Is.EqualTo(new Shard(3, 8, "SLURM_ARRAY_TASK_ID, SLURM_PROCID")), "of all workers");
    }

    [TestCase(0, null, "", "--shard-count is not")]
    [TestCase(null, 4, "", "give --shard-index, or set FREQUENCYML_SHARD_INDEX")]
    [TestCase(null, null, "FREQUENCYML_SHARD_COUNT=4", "give --shard-index")]
    [TestCase(null, 4, "SLURM_PROCID=0", "give --shard-index")]
    [TestCase(0, 0, "", "The number of workers is 0")]
    [TestCase(null, 0, "", "There are to be 0 workers")]
    [TestCase(4, 4, "", "worker 4 of 4; expected 0 to 3")]
    [TestCase(-1, 4, "", "worker -1 of 4")]
    [TestCase(null, null, "JOB_COMPLETION_INDEX=1", "JOB_COMPLETION_INDEX is set and FREQUENCYML_SHARD_COUNT is not: give the number of workers by --shard-count")]
    [TestCase(null, null, "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=3", "without gaps")]
    [TestCase(null, null, "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_STEP=2", "multiple of 2")]
    [TestCase(null, null, "BATCH_TASK_INDEX=one", "BATCH_TASK_INDEX is 'one'")]
    public void Resolve_WhatIsNotWhole_IsRefused(int? index, int? count, string environment, string mentions) =>
        Assert.That(() => Resolve(index, count, environment), Throws.TypeOf<InvalidDataException>().With.Message.Contains(mentions));

    private static Shard Resolve(int? index, int? count, string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return Shard.Resolve(index, count, variables.GetValueOrDefault);
    }
}

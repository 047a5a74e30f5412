using FrequencyML.Fuzzing.Campaigns;
using FrequencyML.Fuzzing.Targets;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Fuzzing.Tests;

public sealed class TargetTests
{
    private const int Inputs = 2000;

    private static IEnumerable<string> Names => TargetTable.All.Select(target => target.Name);

    /// <summary>What was found once, made small: tests/Golden/fuzz/TARGET/NAME.bin.</summary>
    private static IEnumerable<TestCaseData> Found =>
        from folder in Directory.EnumerateDirectories(Repository.PathOf("tests", "Golden", "fuzz")).Order(StringComparer.Ordinal)
        from file in Directory.EnumerateFiles(folder, "*.bin").Order(StringComparer.Ordinal)
        select new TestCaseData(Path.GetFileName(folder), file).SetArgDisplayNames(Path.GetFileName(folder), Path.GetFileName(file));

    [TestCaseSource(nameof(Found))]
    public void Read_WhatWasFoundOnce_BehavesAsDocumented(string name, string file)
    {
        var target = Available(name);
        var trial = Trial.Of(target, target.Open(), File.ReadAllBytes(file));
        Assert.That(trial.Kind(new CampaignOptions { TimeLimit = TimeSpan.FromSeconds(30) }), Is.Null, trial.Detail);
    }

    [TestCaseSource(nameof(Names))]
    public void Read_MutatedInputs_BehavesAsDocumented(string name)
    {
        var target = Available(name);
        // A machine that runs tests may be busy: how long an input takes is for the long campaigns.
        var result = new Campaign(target, new CampaignOptions { TimeLimit = TimeSpan.FromSeconds(30), GiveUp = TimeSpan.FromSeconds(60) }).Run(name == "onnx-file" ? 50 : Inputs);
        Assert.That(result.Findings, Is.Empty, string.Join('\n', result.Findings.Select(finding => $"input {finding.Index}: {finding.Kind}: {finding.Detail}")));
    }

    [TestCaseSource(nameof(Names))]
    public void Read_Seeds_AreTakenForSound(string name)
    {
        var target = Available(name);
        var read = target.Open();
        var trials = target.Seeds.Select(seed => Trial.Of(target, read, seed)).ToArray();
        Assert.That(trials.Select(trial => trial.Error), Is.All.Null);
        Assert.That(trials.Count(trial => trial.IsAccepted), Is.GreaterThanOrEqualTo(trials.Length / 2), "else mutations of them reach nothing");
    }

    private static Target Available(string name)
    {
        var target = TargetTable.Get(name);
        if (target.Skipped is not null) Assert.Ignore(target.Skipped);
        return target;
    }
}

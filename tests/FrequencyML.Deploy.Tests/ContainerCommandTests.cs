using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using FrequencyML.Cli.Tests;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Deploy.Tests;

/// <summary>The command lines of the templates, as processes of this machine.</summary>
[TestFixture(ContainerCommand.Kubernetes), TestFixture(ContainerCommand.AwsBatch)]
[Platform("Linux", Reason = "The containers are Linux.")]
public sealed class ContainerCommandTests(string scheduler)
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void ScoreAndMerge_AllWorkers_GiveTheRowsOfOneRun()
    {
        var samples = Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(12);
        foreach (var sample in samples) folder.Write($"images/{Path.GetFileName(Path.GetDirectoryName(sample))}/{Path.GetFileName(sample)}", File.ReadAllBytes(sample));
        folder.Write("images/broken.jpg", "no image"u8.ToArray());
        Directory.CreateDirectory(folder["scores"]);
        Directory.CreateSymbolicLink(folder["app"], AppContext.BaseDirectory);

        var score = Here(ContainerCommand.Score(scheduler)).With("--chunk", "2").WithWorkers(3);
        for (var index = 0; index < score.Workers; index++)
            Assert.That(score.Run(index), Has.Property("ExitCode").Zero, "some images failed is a success too");
        var merge = Here(ContainerCommand.Merge(scheduler)).Run();
        Assert.That(merge.ExitCode, Is.Zero, merge.Error);
        Assert.That(merge.Output, Does.StartWith("13 of 13 rows in 7 parts, 1 images failed: complete"));

        Assert.That(Frequencyml.Run("score", folder["images"], "--output", folder["expected.csv"]).ExitCode, Is.EqualTo(1));
        Assert.That(File.ReadAllText(folder["scores/scores.csv"]), Is.EqualTo(File.ReadAllText(folder["expected.csv"])));
    }

    [TestCase(0, 0), TestCase(1, 0), TestCase(2, 2), TestCase(3, 3), TestCase(75, 75), TestCase(137, 137)]
    public void Score_ExitCode_IsThatOfTheCommandButFor1(int code, int expected) =>
        Assert.That(WithStandIn($"exit {code}").Run().ExitCode, Is.EqualTo(expected));

    [Test]
    public void Score_Sigterm_ReachesTheCommand()
    {
        Frequencyml.SkipIfIgnored(PosixSignal.SIGTERM);
        using var process = WithStandIn("trap 'exit 75' TERM; echo ready; while true; do sleep 0.1; done").Start();
        Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("ready"));
        Assert.That(() => Catches(process, 15), Is.True.After(60).Seconds.PollEvery(20).MilliSeconds, "the shell around it gets to its trap");
        Frequencyml.Signal(process, PosixSignal.SIGTERM);
        Assert.That(Frequencyml.Wait(process).ExitCode, Is.EqualTo(75));
    }

    /// <summary>Whether a process has a handler for a signal (proc(5): SigCgt).</summary>
    private static bool Catches(Process process, int signal) =>
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("SigCgt:", StringComparison.Ordinal)) is var caught
        && (Convert.ToUInt64(caught["SigCgt:".Length..].Trim(), 16) & 1UL << signal - 1) != 0;

    private ContainerCommand Here(ContainerCommand command) =>
        command.Replace("/app/", folder["app/"]).Replace("/images", folder["images"]).Replace("/scores/", folder["scores/"]);

    private ContainerCommand WithStandIn(string script)
    {
        var standIn = folder.Write("stand-in", Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(standIn, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return ContainerCommand.Score(scheduler).Replace("dotnet /app/frequencyml.dll", standIn);
    }
}

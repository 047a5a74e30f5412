using System.Diagnostics;
using System.Runtime.InteropServices;
using FrequencyML.Cli.Tests;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Deploy.Tests;

/// <summary>Runs deploy/slurm/loopback.sh, which says what it does.</summary>
[Platform("Linux", Reason = "Slurm runs on Linux.")]
public sealed class SlurmTests
{
    private const int NoCluster = 77;

    [Test]
    public void ScoreSh_NodeDiesAndTasksArePreempted_EveryImageIsThereOnce()
    {
        // At its limit, timeout ends all that the script waits for, and the script cleans up.
        string[] arguments = ["--kill-after=30", "240", "bash", Repository.PathOf("deploy", "slurm", "loopback.sh")];
        var start = new ProcessStartInfo("timeout", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{start.Environment["PATH"]}";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var result = Frequencyml.Wait(process);
        TestContext.Out.Write(result.Output);
        if (result.ExitCode == NoCluster) Assert.Ignore(result.Output.TrimEnd().Split('\n')[^1].Trim());
        Assert.That(result.ExitCode, Is.Zero, $"{result.Output}\n{result.Error}");
    }
}

using System.CommandLine;
using FrequencyML.Shared;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Commands;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Reports;

/// <summary>The commands, in this process: what they write where, and how they fail.</summary>
[NonParallelizable]
public sealed class ReportCommandTests
{
    [Test]
    public void Commands_GatedRun_LeaveFilesInTheRunFolder()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(SampleRun.Gated(), folder["run"]);
        Assert.That(Run("gate-report", "--run", folder["run"]).Error, Is.Empty);
        Assert.That(Run("report", "--run", folder["run"], "--plots", folder["plots"]).Error, Is.Empty);
        var (exitCode, output, _) = Run("select", "--run", folder["run"], "--top", "24");
        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("published selection 24"));
        Assert.That(new[] { "gate.json", "gate.png", "gate.svg", "report.html", "selection.txt" }.All(name => File.Exists(folder[$"run/{name}"])));
        Assert.That(SelectionFile.Parse(folder["run/selection.txt"]), Has.Count.EqualTo(24));
        Assert.That(File.ReadAllText(folder["run/selection.txt"]), Does.Not.Contain(folder.Path));
    }

    [TestCase("either --top or --threshold", "select")]
    [TestCase("either --top or --threshold", "select", "--top", "3", "--threshold", "0.5")]
    [TestCase("1 to 192", "select", "--top", "193")]
    [TestCase("No channel", "select", "--threshold", "1", "--run", "weak")]
    [TestCase("has no gate", "select", "--top", "3", "--run", "plain")]
    [TestCase("has no gate", "gate-report", "--run", "plain")]
    [TestCase("has no gate", "gate-report", "--run", "plain", "--data", "none")]
    [TestCase("is no run", "report", "--run", "none")]
    public void Commands_WrongInput_AreOneSentence(string mentions, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(SampleRun.Gated(), folder["gated"]);
        SampleRun.Write(SampleRun.Plain(), folder["plain"]);
        SampleRun.Write(SampleRun.Gated("Y0,Y1", [0.9, 0.5], [0.5, 0.5]), folder["weak"]);
        string[] complete = arguments.Contains("--run") ? arguments : [.. arguments, "--run", "gated"];
        var run = Array.IndexOf(complete, "--run") + 1;
        complete[run] = folder[complete[run]];
        var (exitCode, _, error) = Run(complete);
        Assert.That(exitCode, Is.EqualTo(CommandLine.UsageError));
        Assert.That(error, Does.Contain(mentions));
        Assert.That(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories), Has.Length.EqualTo(6), "nothing is written");
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var root = new RootCommand { ReportCommand.Create(), GateReportCommand.Create(), SelectCommand.Create() };
        var (output, error) = (Console.Out, Console.Error);
        using StringWriter written = new(), failed = new();
        try
        {
            Console.SetOut(written);
            Console.SetError(failed);
            return (CommandLine.Run("frequencyml-train", root, arguments), written.ToString(), failed.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}

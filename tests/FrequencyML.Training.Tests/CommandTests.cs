using System.Diagnostics;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Training.Tests;

/// <summary>The command line of frequencyml-train, in a process of its own.</summary>
public sealed class CommandTests
{
    private static readonly string[] Tiny =
        ["--resize", "64", "--crop", "48", "--width", "8", "--depths", "1", "--epochs", "2", "--batch", "16"];

    private readonly TemporaryFolder textures = new();

    /// <summary>Ten images of each class, in a folder that the tests only read.</summary>
    private string Data => textures["data"];

    [OneTimeSetUp]
    public void Generate() => AssertSucceeds(textures, "generate", "--output", "data", "--per-class", "10", "--seed", "5");

    [OneTimeTearDown]
    public void Remove() => textures.Dispose();

    [Test]
    public void GenerateTrainEvaluateExport_Small_LeaveAModelThatLoads()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            AssertSucceeds(folder, ["train", "--data", Data, "--output", "run", "--selection", "6", "--training-data", "ten of each", .. Tiny]), Does.Contain("epoch 2"));
        Assert.That(File.ReadAllText(folder["run/report.html"]), Does.Contain("ten of each"));
        Assert.That(AssertSucceeds(folder, "evaluate", "--run", "run", "--data", Data, "--centroids-from", Data), Does.Contain("top-1").And.Contain("nearest centroid"));
        Assert.That(AssertSucceeds(folder, "export", "--run", "run", "--output", "m.onnx", "--check", Data), Does.Contain("100 images: logits differ"));
        using var model = FrequencyModel.Load(folder["m.onnx"]);
        Assert.That(model.Metadata.TrainingData, Is.EqualTo("ten of each"));
        Assert.That(model.Metadata.Labels, Has.Count.EqualTo(10));
        Assert.That(model.Metadata.Accuracy, Is.Not.Null);

        Assert.That(AssertSucceeds(folder, "evaluate", "--run", "run", "--data", Data, "--resize", "80", "--output", "larger"), Does.Contain("top-1"));
        AssertSucceeds(folder, "export", "--run", "larger", "--output", "larger.onnx", "--check", Data, "--card", "larger.md");
        using var larger = FrequencyModel.Load(folder["larger.onnx"]);
        Assert.That((larger.Metadata.Geometry.Resize, larger.Metadata.Geometry.Crop), Is.EqualTo((80, 48)));
        Assert.That(File.ReadAllText(folder["larger.md"]), Does.Contain("--resize 64").And.Contain("evaluate --run RUN --data VALIDATION --resize 80"));
        AssertFails(folder, "a run in 'larger' already", "evaluate", "--run", "run", "--data", Data, "--output", "larger");
        AssertFails(folder, "40", "evaluate", "--run", "run", "--data", Data, "--resize", "40");
    }

    [Test]
    public void GateReportSelectTrainCompare_TheRecipe_EndsWithATable()
    {
        using var folder = new TemporaryFolder();
        AssertSucceeds(folder, ["train", "--data", Data, "--output", "runs/gate", "--channels", "64", "--gate", "--lambda", "0.01", .. Tiny]);
        AssertSucceeds(folder, "gate-report", "--run", "runs/gate", "--output", "gate");
        AssertSucceeds(folder, "select", "--run", "runs/gate", "--top", "6", "--data", Data, "--output", "six.txt");
        Assert.That(File.ReadAllText(folder["six.txt"]), Does.Contain("share of the data images"));
        AssertFails(folder, "no selection file 'seven.txt'", "train", "--data", Data, "--output", "seven", "--channels", "seven.txt");
        folder.Write("plan.json", """
            { "common": "--resize 64 --crop 48 --width 8 --depths 1 --epochs 1 --batch 16",
              "variants": [ { "name": "rgb", "options": "--input rgb --width 4", "seeds": [1] },
                            { "name": "six", "options": "--channels six.txt", "seeds": [1, 2] } ] }
            """u8.ToArray());
        string[] compare = ["compare", "--plan", "plan.json", "--data", Data, "--output", "runs", "--rounds", "1", "--threads", "1", "--plot", "plots"];
        var table = AssertSucceeds(folder, [.. compare, "--markdown", "table.md"]);
        Assert.That(table, Does.Contain("| rgb | 3x48x48 | 6,912 | 1 |").And.Contain("| six | 6x6x6 | 216 | 2 |").And.Contain("against rgb"));
        Assert.That(File.Exists(folder["plots/accuracy.png"]) && File.Exists(folder["plots/accuracy.svg"]));
        Assert.That(table, Does.EndWith(File.ReadAllText(folder["table.md"])));
        var before = File.GetLastWriteTimeUtc(folder["runs/six-s1/run.json"]);
        Assert.That(AssertSucceeds(folder, [.. compare, "--baseline", "six"]), Does.Contain("against six"));
        Assert.That(File.GetLastWriteTimeUtc(folder["runs/six-s1/run.json"]), Is.EqualTo(before), "finished runs are kept");
        Assert.That(AssertSucceeds(folder, "compare", "--runs", "runs/rgb-s1", "runs/six-s1", "runs/six-s2", "--rounds", "1"), Does.Contain("| six | 6x6x6 | 216 | 2 |"));

        AssertFails(folder, "--plot shows networks on channels", "compare", "--runs", "runs/rgb-s1", "--rounds", "1", "--plot", "plots");
        AssertFails(folder, "seed 1; they are one", "compare", "--runs", "runs/six-s1", "runs/six-s1");
        AssertFails(folder, "either --plan or --runs", [.. compare, "--runs", "runs/six-s1"]);
        Directory.CreateDirectory(folder["other"]);
        Directory.Move(folder["runs/rgb-s1"], folder["other/six-s9"]);
        AssertFails(folder, "differ in more than their seed", "compare", "--runs", "runs/six-s1", "other/six-s9");
        folder.Write("plan.json", File.ReadAllBytes(folder["plan.json"]).Select(character => character == (byte)'4' ? (byte)'5' : character).ToArray());
        AssertFails(folder, "multiple of 8", compare);
    }

    [Test]
    public void Train_IntoAFolderThatAnotherProcessTrainsInto_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run"]);
        using (new FileStream(folder["run/.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            AssertFails(folder, "cannot be held for this run", ["train", "--data", Data, "--output", "run", .. Tiny]);
        AssertSucceeds(folder, ["train", "--data", Data, "--output", "run", .. Tiny]);
        Assert.That(File.Exists(folder["run/.lock"]), Is.False);
    }

    [Test]
    public void Train_KilledAndResumed_EndsAsIfItHadNotBeen()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["train", "--data", Data, "--selection", "24", .. Tiny[..^4], "--epochs", "40", "--batch", "16"];
        AssertSucceeds(folder, [.. train, "--output", "whole"]);
        using (var process = Start(folder, [.. train, "--output", "killed"]))
        {
            while (!File.Exists(folder["killed/checkpoint.dat"]) && !process.HasExited) Thread.Sleep(5);
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        Assert.That(File.Exists(folder["killed/weights.dat"]), Is.False, "it was killed in time");
        AssertFails(folder, "go on with --resume", [.. train, "--output", "killed"]);
        AssertSucceeds(folder, "train", "--resume", "killed");
        Assert.That(File.ReadAllBytes(folder["killed/weights.dat"]), Is.EqualTo(File.ReadAllBytes(folder["whole/weights.dat"])));
        AssertFails(folder, "no run that can be resumed", "train", "--resume", "killed");
        AssertFails(folder, "has a finished run", [.. train, "--output", "killed"]);
    }

    [TestCase(15, "SIGTERM"), TestCase(2, "SIGINT")]
    public void Train_Signalled_StopsWithACheckpointAndExitCode75(int signal, string name)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore($"{name} is sent by kill.");
        IgnoredSignals.Skip(signal);
        using var folder = new TemporaryFolder();
        using var process = Start(folder, ["train", "--data", Data, "--output", "run", .. Tiny[..^4], "--epochs", "100000", "--batch", "16"]);
        var output = process.StandardOutput.ReadToEndAsync();
        while (!File.Exists(folder["run/checkpoint.dat"]) && !process.HasExited) Thread.Sleep(5);
        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5))) process.Kill();            // a failed test, and no endless run
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(75));
        Assert.That(output.Result, Does.Contain("train --resume run"));
        AssertFails(folder, "--epochs cannot be given with --resume", "train", "--resume", "run", "--epochs", "3");
        var (exitCode, _, _) = Run(folder, ["train", "--resume", folder["run"], "--max-minutes", "0"]);
        Assert.That(exitCode, Is.EqualTo(75));
    }

    [Test]
    public void Train_MaxMinutes_StopsWithACheckpointAndExitCode75()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, _) = Run(folder, ["train", "--data", Data, "--output", "run", "--max-minutes", "0", .. Tiny]);
        Assert.That(exitCode, Is.EqualTo(75));
        Assert.That(output, Does.Contain("train --resume run"));
        Assert.That(File.Exists(folder["run/checkpoint.dat"]));
    }

    [TestCase("is no run", "export", "--run", "none", "--output", "m.onnx")]
    [TestCase("none'.", "train", "--data", "none", "--output", "run")]
    [TestCase("multiple of 8", "train", "--data", "none", "--output", "run", "--crop", "100")]
    [TestCase("'Q'", "train", "--data", "none", "--output", "run", "--selection", "Q")]
    [TestCase("--data is missing", "train", "--output", "run")]
    [TestCase("no run that can be resumed", "train", "--resume", "none")]
    [TestCase("no hard gate to steer", "train", "--data", "none", "--output", "run", "--target-channels", "24")]
    [TestCase("no hard gate to steer", "train", "--data", "none", "--output", "run", "--target-channels", "24", "--gate", "soft")]
    [TestCase("no folder", "compare", "--runs", "none", "--markdown", "none/table.md")]
    [TestCase("Name finished runs", "compare")]
    [TestCase("--frobnicate", "generate", "--output", "data", "--frobnicate")]
    public void Run_WrongInput_IsOneSentenceAndExitCode2(string mentions, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        AssertFails(folder, mentions, arguments);
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    private static void AssertFails(TemporaryFolder folder, string mentions, params string[] arguments)
    {
        var (exitCode, _, error) = Run(folder, arguments);
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Does.StartWith("frequencyml-train: ").And.Contain(mentions));
    }

    private static string AssertSucceeds(TemporaryFolder folder, params string[] arguments)
    {
        var (exitCode, output, error) = Run(folder, arguments);
        Assert.That(exitCode, Is.Zero, $"{string.Join(' ', arguments)}: {error}");
        return output;
    }

    private static (int ExitCode, string Output, string Error) Run(TemporaryFolder folder, string[] arguments)
    {
        using var process = Start(folder, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static Process Start(TemporaryFolder folder, string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "frequencyml-train.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}

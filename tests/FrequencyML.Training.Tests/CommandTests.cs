using System.Diagnostics;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Training.Tests;

/// <summary>The command line of frequencyml-train, in a process of its own.</summary>
public sealed class CommandTests
{
    [Test]
    public void GenerateTrainEvaluateExport_Small_LeaveAModelThatLoads()
    {
        using var folder = new TemporaryFolder();
        AssertSucceeds(folder, "generate", "--output", "data", "--per-class", "10", "--seed", "5");
        Assert.That(AssertSucceeds(folder, "train", "--data", "data", "--output", "run", "--selection", "6", "--resize", "64", "--crop", "48", "--width", "8",
            "--depths", "1", "--epochs", "2", "--batch", "16", "--training-data", "ten of each"), Does.Contain("epoch 2"));
        Assert.That(AssertSucceeds(folder, "evaluate", "--run", "run", "--data", "data", "--centroids-from", "data"), Does.Contain("top-1").And.Contain("nearest centroid"));
        Assert.That(AssertSucceeds(folder, "export", "--run", "run", "--output", "m.onnx", "--check", "data"), Does.Contain("100 images: logits differ"));
        using var model = FrequencyModel.Load(folder["m.onnx"]);
        Assert.That(model.Metadata.TrainingData, Is.EqualTo("ten of each"));
        Assert.That(model.Metadata.Labels, Has.Count.EqualTo(10));
        Assert.That(model.Metadata.Accuracy, Is.Not.Null);
    }

    [TestCase("is no run", "export", "--run", "none", "--output", "m.onnx")]
    [TestCase("no folder 'none'", "train", "--data", "none", "--output", "run")]
    [TestCase("multiple of 8", "train", "--data", "none", "--output", "run", "--crop", "100")]
    [TestCase("'Q'", "train", "--data", "none", "--output", "run", "--selection", "Q")]
    [TestCase("--frobnicate", "generate", "--output", "data", "--frobnicate")]
    public void Run_WrongInput_IsOneSentenceAndExitCode2(string mentions, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, error) = Run(folder, arguments);
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Does.StartWith("frequencyml-train: ").And.Contain(mentions));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    private static string AssertSucceeds(TemporaryFolder folder, params string[] arguments)
    {
        var (exitCode, output, error) = Run(folder, arguments);
        Assert.That(exitCode, Is.Zero, $"{string.Join(' ', arguments)}: {error}");
        return output;
    }

    private static (int ExitCode, string Output, string Error) Run(TemporaryFolder folder, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "frequencyml-train.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}

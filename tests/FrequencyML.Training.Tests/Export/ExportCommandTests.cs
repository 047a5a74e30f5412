using System.CommandLine;
using FrequencyML.Models;
using FrequencyML.Shared;
using FrequencyML.Training.Commands;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Export;

/// <summary>The options of frequencyml-train export.</summary>
public sealed class ExportCommandTests
{
    private static readonly TrainingSettings Small = new() { Selection = "24", Depths = [1, 1], Width = 8, Gate = GateKind.Hard };

    private TinyRun tiny = null!;

    [OneTimeSetUp]
    public void SetUp() => tiny = new TinyRun(Small);

    [OneTimeTearDown]
    public void TearDown() => tiny.Dispose();

    [SetUp]
    public void RemoveOutput()
    {
        File.Delete(tiny["m.onnx"]);
        File.Delete(tiny["m.md"]);
    }

    [TestCase("float32")]
    [TestCase("float16")]
    [TestCase("int8")]
    public void Export_EachFormat_WritesAModelAndItsCard(string format)
    {
        var (exitCode, output, error) = Run(["--format", format, "--check", tiny.Images.Folder, "--card", tiny["m.md"],
            .. format == "int8" ? ["--data", tiny.Images.Folder, "--calibration-images", "20"] : Array.Empty<string>()]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("20 images: logits differ").And.Contain("of the network"));
        using var model = FrequencyModel.Load(tiny["m.onnx"]);
        Assert.That(model.Metadata.Accuracy, Is.Not.Null);
        var card = File.ReadAllText(tiny["m.md"]);
        Assert.That(card, Does.StartWith("# m.onnx\n")
            .And.Contain("`dct` `[N, 24, 6, 6]`").And.Contain("`logits` `[N, 10]`, `gate` `[N, 24]`, 1 where a channel is open, `embedding` `[N, 16]`, the").And.Contain("48x48 centre crop, short side 64")
            .And.Contain($"{new FileInfo(tiny["m.onnx"]).Length:N0} bytes").And.Contain($"--format {format}").And.Contain("same class as the float32 network")
            .And.Contain("non-commercial").And.Contain("| `--width` | 8 | 64 |").And.Contain(" --depths 1 1 "));
        Assert.That(card, Does.Not.Contain(tiny.RunFolder));
    }

    [TestCase("float32")]
    [TestCase("float16")]
    public void Export_WithoutImages_ChecksOnRandomInput(string format)
    {
        var (exitCode, output, error) = Run(["--format", format]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("Random input: 16 images"));
    }

    [Test]
    public void Export_Int8CalibratedOnOtherImages_IsRefusedAndNothingWritten()
    {
        foreach (var label in tiny.Images.Labels)
        {
            Directory.CreateDirectory(tiny[Path.Combine("gray", label)]);
            using var bitmap = new SkiaSharp.SKBitmap(64, 64);
            bitmap.Erase(SkiaSharp.SKColors.Gray);
            using var png = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(tiny[Path.Combine("gray", label, "a.png")], png.ToArray());
        }
        AssertRefused("% are expected", ["--format", "int8", "--data", tiny["gray"], "--check", tiny.Images.Folder, "--card", tiny["m.md"]]);
    }

    [TestCase("--data", "--format", "int8")]
    [TestCase("add --format int8", "--data", "x")]
    [TestCase("add --format int8", "--format", "float16", "--calibration-images", "7")]
    [TestCase("0; expected 1 to", "--format", "int8", "--data", "x", "--calibration-images", "0")]
    [TestCase("'int4' is no value of --format", "--format", "int4")]
    [TestCase("no folder 'nowhere'", "--format", "int8", "--data", "nowhere")]
    [TestCase("no folder 'nowhere'", "--check", "nowhere")]
    [TestCase("cannot be written", "--card", "nowhere/card.md")]
    public void Export_WrongOptions_IsOneSentenceAndExitCode2(string mentions, params string[] options)
    {
        AssertRefused(mentions, options);
    }

    [Test]
    public void Export_CardInPlaceOfTheModel_IsRefused() => AssertRefused("different files", ["--card", tiny["m.onnx"]]);

    private void AssertRefused(string mentions, string[] options)
    {
        var (exitCode, _, error) = Run(options);
        Assert.That(exitCode, Is.EqualTo(CommandLine.UsageError));
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Does.Contain(mentions));
        Assert.That(File.Exists(tiny["m.onnx"]) || File.Exists(tiny["m.md"]), Is.False);
    }

    private (int ExitCode, string Output, string Error) Run(string[] options)
    {
        var (standardOutput, standardError) = (Console.Out, Console.Error);
        using StringWriter output = new(), error = new();
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            var exitCode = CommandLine.Run(
                "frequencyml-train", new RootCommand { ExportCommand.Create() }, ["export", "--run", tiny.RunFolder, "--output", tiny["m.onnx"], .. options]);
            return (exitCode, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(standardOutput);
            Console.SetError(standardError);
        }
    }
}

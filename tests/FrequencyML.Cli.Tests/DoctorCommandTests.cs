using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Cli.Tests;

public sealed class DoctorCommandTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Doctor_Default_ListsRuntimeProcessorAndDevices()
    {
        var result = Frequencyml.Run("doctor");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Is.Empty);
        var lines = result.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        string[] names = ["onnxruntime", "library", "providers", "processor", "", "cpu", "cuda", "tensorrt", "webgpu", "auto"];
        Assert.That(lines.Select(line => line.Split(' ')[0]).Where((name, i) => name.Length > 0 || lines[i].Length == 0), Is.EqualTo(names));
        Assert.That(lines.Where(line => line.Length > 0).Select(line => line[12..14]), Is.All.Match("^ [^ ]$"), "aligned");
        Assert.That(lines, Has.Some.Match("^providers .*CPUExecutionProvider").And.Some.Match("^cpu +ok$").And.Some.Match("^auto +ok: .+ since "));
    }

    [TestCase("cuda"), TestCase("tensorrt:1")]
    public void Doctor_DeviceThatIsNotThere_SaysWhyAndExits2(string device)
    {
        if (InferenceRuntime.Providers.Count > 1) Assert.Ignore("This OnnxRuntime has a provider for a GPU.");
        var result = Frequencyml.Run("doctor", "--device", device);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Output, Does.Match($@"(?m)^{device} +no: this OnnxRuntime .* has no ").And.Match("(?m)^ +fix: Build with -p:OnnxRuntimeFlavor=Gpu"));
    }

    [Test]
    public void Doctor_Cpu_Works() => Assert.That(Frequencyml.Run("doctor", "--device", "cpu").Output, Does.Match(@"(?m)^cpu +ok\r?\n\z"));

    [TestCase("score"), TestCase("doctor")]
    public void LibraryVariable_WrongFile_IsOneSentenceAndExitCode2(string command)
    {
        string[] arguments = command == "score" ? ["score", Repository.PathOf("data", "samples")] : [command];
        (string Path, string Says)[] files =
        [
            (folder["no-such.so"], "there is no such file"),
            (folder.Write("text.so", "no library"u8.ToArray()), "no library that can be loaded"),
        ];
        foreach (var (path, says) in files)
        {
            var result = Frequencyml.RunWith(InferenceRuntime.LibraryVariable, path, arguments);
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Output, Is.Empty);
            Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
            Assert.That(result.Error, Does.StartWith("frequencyml: FREQUENCYML_ONNXRUNTIME names").And.Contain(path).And.Contain(says).And.Not.Contain("strace"));
        }
    }

    [Test, Platform("Linux", Reason = "Any library of the system will do there.")]
    public void LibraryVariable_AnotherLibrary_IsOneSentenceAndExitCode2()
    {
        var other = InferenceRuntime.LibraryPath!.Replace("libonnxruntime.so", "libonnxruntime_providers_shared.so", StringComparison.Ordinal);
        var result = Frequencyml.RunWith(InferenceRuntime.LibraryVariable, other, "doctor");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.Contain("is no OnnxRuntime of the version"));
    }

    [Test]
    public void LibraryVariable_CopyOfTheLibrary_IsTheOneThatRuns()
    {
        if (InferenceRuntime.LibraryPath is not { } library) { Assert.Ignore("The system does not tell where the library is."); return; }
        var copy = folder[Path.GetFileName(library)];
        File.Copy(library, copy);
        var doctor = Frequencyml.RunWith(InferenceRuntime.LibraryVariable, copy, "doctor");
        Assert.That(doctor.ExitCode, Is.Zero, doctor.Error);
        Assert.That(doctor.Output, Does.Contain($"library      {copy}"));
        var image = Directory.EnumerateFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).First();
        var score = Frequencyml.RunWith(InferenceRuntime.LibraryVariable, copy, "score", image);
        Assert.That(score.ExitCode, Is.Zero, score.Error);
    }
}

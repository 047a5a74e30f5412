using System.Diagnostics;
using System.Formats.Tar;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using FrequencyML.Models;
using FrequencyML.Scoring.Tests;
using FrequencyML.Tests.Shared;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Cli.Tests;

public sealed class ScoreCommandTests
{
    private static readonly string Samples = Repository.PathOf("data", "samples");
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Score_Samples_AreScoredInOrderAndRecognised()
    {
        var result = Frequencyml.RunIn(Repository.Root, null, "score", "data/samples");
        var rows = CsvFile.Parse(result.Output);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(rows, Has.Count.EqualTo(40));
        Assert.That(rows.Select(row => row["error"]), Is.All.Empty);
        Assert.That(rows.Select(row => row["path"]), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(rows.Count(row => row["label"] == Path.GetFileName(Path.GetDirectoryName(row["path"]))), Is.GreaterThanOrEqualTo(38));
        Assert.That(result.Error, Does.Match(@"40 images, 0 failed, [0-9.]+ s, \d+ images/s").And.Match(@"top-1 \d+\.\d % \(\d+ of 40").And.Match(@"gate open \d+\.\d % of 192"));
    }

    [Test]
    public void Score_AnyBatchAndThreads_GiveTheSameBytes()
    {
        var expected = Frequencyml.Run("score", Samples, "--top", "3").Output;
        Assert.That(Frequencyml.Run("score", Samples, "--top", "3", "--batch", "7", "--threads", "1").Output, Is.EqualTo(expected));
        var row = CsvFile.Parse(expected)[0];
        var top = row["top_k"].Split(';');
        Assert.That(top, Has.Length.EqualTo(3));
        Assert.That(top[0], Is.EqualTo($"{row["label"]}:{row["score"]}"));
    }

    [Test]
    public void Score_EitherPath_GivesTheSameLabels()
    {
        var coefficients = CsvFile.Parse(Frequencyml.Run("score", Samples, "--path", "coefficients").Output);
        var pixels = CsvFile.Parse(Frequencyml.Run("score", Samples, "--path", "pixels").Output);
        Assert.That(coefficients.Select(row => row["label"]), Is.EqualTo(pixels.Select(row => row["label"])));
        Assert.That(coefficients.Select(row => row["score"]), Is.Not.EqualTo(pixels.Select(row => row["score"])), "pixels are rounded");
    }

    [Test]
    public void Score_BadInputsAmongGood_CostOneRowEach()
    {
        var good = Directory.EnumerateFiles(Samples, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var whole = File.ReadAllBytes(good);
        string[] bad =
        [
            folder["missing.jpg"],
            folder.Write("empty.jpg", []),
            folder.Write("text.jpg", "this is text"u8.ToArray()),
            folder.Write("truncated.jpg", whole[..(whole.Length / 2)]),
            folder.Write("header.jpg", JpegHeader(20000, 20000)),
            folder.Write("header-only.jpg", JpegHeader(20000, 20000)[..12]),
            folder.Path + "/no\nsuch.jpg",
        ];
        var result = Frequencyml.Run(["score", good, .. bad, good, "--output", folder["o.csv"]]);
        var rows = CsvFile.Parse(File.ReadAllText(folder["o.csv"]));
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(rows.Select(row => row["path"]), Is.EqualTo((string[])[good, .. bad, good]));
        Assert.That(rows[1..^1].Select(row => row["label"]), Is.All.Empty);
        string[] errors = ["missing.jpg", "empty", "Not an image", "truncated", "20000x20000", "truncated", "such.jpg"];
        for (var i = 0; i < bad.Length; i++) Assert.That(rows[i + 1]["error"], Does.Contain(errors[i]));
        Assert.That(rows[^1]["score"], Is.EqualTo(rows[0]["score"]).And.Not.Empty);
        Assert.That(result.Error, Does.Contain("9 images, 7 failed"));
        Assert.That(Directory.GetFiles(folder.Path, ".*"), Is.Empty);
    }

    [Test]
    public void Score_Limit_IsThatOfImagesArchivesAndParts()
    {
        // A sample has 160x120 pixels or so; the archive has two.
        var image = Directory.EnumerateFiles(Samples, "*.jpg", SearchOption.AllDirectories).First();
        TarFile.CreateFromDirectory(Path.GetDirectoryName(image)!, folder["shard.tar"], includeBaseDirectory: false);
        var result = Frequencyml.Run("score", image, folder["shard.tar"], "--limit", "MaxPixels=1000", "--limit", "maxarchiveentries=1", "-o", folder["parts/"]);
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Frequencyml.Run("merge", folder["parts"], "-o", folder["all.csv"]);
        var errors = CsvFile.Parse(File.ReadAllText(folder["all.csv"])).Select(row => row["error"]).ToArray();
        Assert.That(errors, Has.Length.EqualTo(3));
        Assert.That(errors[..2], Is.All.Contains("the limit is 1000 (MaxPixels)"));
        Assert.That(errors[2], Does.Contain("more members than 1 (MaxArchiveEntries)"));

        var other = Frequencyml.Run("score", image, folder["shard.tar"], "--limit", "MaxArchiveEntries=1", "-o", folder["parts/"]);
        Assert.That((other.ExitCode, other.Error), Is.EqualTo((2, $"frequencyml: '{folder["parts/"]}' holds another run: this one has max_pixels 120000000 instead of 1000. Take another folder, or replace it by --overwrite.{Environment.NewLine}")));
    }

    [Test]
    public void Score_OddNames_AreQuoted()
    {
        var whole = File.ReadAllBytes(Directory.EnumerateFiles(Samples, "*.jpg", SearchOption.AllDirectories).First());
        string[] names = ["a b.jpg", "c,d.jpg", OperatingSystem.IsWindows() ? "f.jpg" : "e\"f.jpg", "üñî.jpg", "=1+1.jpg"];
        foreach (var name in names) folder.Write(name, whole);
        var result = Frequencyml.RunIn(folder.Path, null, ["score", .. names]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(CsvFile.Parse(result.Output).Select(row => row["path"]), Is.EqualTo((string[])[.. names[..^1], "'=1+1.jpg"]));
    }

    [Test]
    public void Score_PathsOnStandardInput_AreScored()
    {
        var whole = File.ReadAllBytes(Directory.EnumerateFiles(Samples, "*.jpg", SearchOption.AllDirectories).First());
        string[] paths = [folder.Write("a.jpg", whole), folder.Write("ü.jpg", whole), folder["nul\0.jpg"], folder.Write("b.jpg", whole)];
        var result = Frequencyml.RunIn(folder.Path, string.Join('\n', paths), "score", "-");
        var rows = CsvFile.Parse(result.Output);
        Assert.That(rows.Select(row => row["path"]), Is.EqualTo(paths));
        Assert.That(rows.Select(row => row["error"].Length > 0), Is.EqualTo(new[] { false, false, true, false }));
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
    }

    [Test]
    public void Score_ClosedStandardInput_SaysSoInsteadOfWaitingForEver()
    {
        if (!File.Exists("/bin/sh")) Assert.Ignore("There is no /bin/sh, which starts a command without standard input.");
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" score - <&-", Path.Combine(AppContext.BaseDirectory, "frequencyml.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var result = Frequencyml.Wait(process);
        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.Contain("Standard input is closed"));
    }

    [TestCase("--frobnicate", "'--frobnicate'")]
    [TestCase("--batch=0", "--batch is 0; expected 1 to 65536")]
    [TestCase("--threads=5000", "--threads is 5000; expected 1 to 1024")]
    [TestCase("--top=0", "--top is 0")]
    [TestCase("--output=/dev/null", "device", ExcludePlatform = "Win")]
    [TestCase("--batch=many", "many")]
    [TestCase("--model=no-such.onnx", "no-such.onnx")]
    [TestCase("--device=gpu", "'gpu' is no device; expected auto, cpu, cuda")]
    [TestCase("--output=no/such/folder/o.csv", "no/such/folder")]
    public void Score_WrongOption_IsOneSentenceAndExitCode2(string option, string mentions)
    {
        var result = Frequencyml.RunIn(folder.Path, null, "score", Samples, option);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Output, Is.Empty);
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("frequencyml: ").And.Contain(mentions));
    }

    [TestCase("cuda"), TestCase("tensorrt"), TestCase("webgpu")]
    public void Score_DeviceThatIsNotThere_FailsInsteadOfUsingTheCpu(string device)
    {
        if (InferenceRuntime.Providers.Count > 1) Assert.Ignore("This OnnxRuntime has a provider for a GPU.");
        var result = Frequencyml.Run("score", Samples, "--device", device, "--output", folder["o.csv"]);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith($"frequencyml: {device} cannot be used: "));
        Assert.That(File.Exists(folder["o.csv"]), Is.False);
    }

    [Test]
    public void Score_Device_IsReportedOnceAndOnlyForAuto()
    {
        string OnWhat(params string[] device) => string.Join('\n', Frequencyml.Run(["score", Samples, .. device]).Error.Split('\n').Where(line => line.Contains("runs on")));
        var byDefault = OnWhat();
        Assert.That(byDefault, Does.Match("^frequencyml: runs on [a-z0-9:]+, since .+$"));
        Assert.That(OnWhat("--device", "auto"), Is.EqualTo(byDefault));
        Assert.That(OnWhat("--device", "cpu"), Is.Empty);
    }

    [Test]
    public void Score_FileThatIsNoModel_IsOneSentenceAndExitCode2()
    {
        var result = Frequencyml.Run("score", Samples, "--model", folder.Write("m.onnx", "no model"u8.ToArray()), "--output", folder["o.csv"]);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.Contain("m.onnx is not a model"));
        Assert.That(File.Exists(folder["o.csv"]), Is.False);
    }

    [Test]
    public void Score_ModelWithoutAProperty_NamesItAndExits2()
    {
        // In the file the property's name is plain text: one letter makes it another property.
        var onnx = File.ReadAllBytes(Repository.PathOf("Models", "weights", "textures.onnx"));
        onnx[onnx.AsSpan().IndexOf("frequencyml.crop"u8) + "frequencyml.".Length] = (byte)'d';
        var result = Frequencyml.Run("score", Samples, "--model", folder.Write("m.onnx", onnx), "--output", folder["o.csv"]);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.Contain("m.onnx lacks the metadata property 'frequencyml.crop'"));
        Assert.That(File.Exists(folder["o.csv"]), Is.False);
    }

    [Test]
    public void Score_OutputThatIsAnInput_IsRefused()
    {
        var image = folder.Write("a.jpg", File.ReadAllBytes(Directory.EnumerateFiles(Samples, "*.jpg", SearchOption.AllDirectories).First()));
        var before = File.ReadAllBytes(image);
        Assert.That(Frequencyml.Run("score", image, "-o", image).ExitCode, Is.EqualTo(2));
        Assert.That(Frequencyml.RunIn(folder.Path, null, "score", folder.Path, "-o", "a.jpg").ExitCode, Is.EqualTo(2), "one of a folder");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(folder["link.csv"], image);
            Assert.That(Frequencyml.RunIn(folder.Path, null, "score", "a.jpg", "-o", "./link.csv").ExitCode, Is.EqualTo(2), "by way of a link");
            Assert.That(Frequencyml.Run("score", image, "-o", "/dev/stdout"), Has.Property("ExitCode").EqualTo(2).And.Property("Error").Contains("redirect"));
        }
        foreach (var name in OperatingSystem.IsWindows() ? ["a.jpg"] : (string[])["a.jpg", "link.csv"])
        {
            var listed = Frequencyml.RunIn(folder.Path, null, "score", folder.Write("list.txt", System.Text.Encoding.UTF8.GetBytes(name)), "-o", folder["a.jpg"]);
            Assert.That(listed.ExitCode, Is.EqualTo(2));
            Assert.That(listed.Error, Does.EndWith($"frequencyml: '{name}' is one of the images; writing the scores to it would destroy it.{Environment.NewLine}"));
        }
        var model = folder.Write("copy.onnx", File.ReadAllBytes(Repository.PathOf("Models", "weights", "textures.onnx")));
        Assert.That(Frequencyml.Run("score", image, "-m", model, "-o", model).Error, Does.Contain("is the model"));
        Assert.That(File.ReadAllBytes(image), Is.EqualTo(before));
    }

    [Test, Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void Score_OutputIsARelativeLink_WritesItsTarget()
    {
        File.CreateSymbolicLink(folder["link.csv"], "target.csv");
        folder.Write("target.csv", []);
        Assert.That(Frequencyml.RunIn(folder.Path, null, "score", Samples, "-o", "link.csv").ExitCode, Is.Zero);
        Assert.That(File.ReadLines(folder["target.csv"]).Count(), Is.EqualTo(41));
        Assert.That(new FileInfo(folder["link.csv"]).LinkTarget, Is.EqualTo("target.csv"));
    }

    [Test]
    public void Score_InterruptedBeforeTheFirstRow_LeavesWhatWasThere()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("POSIX signals are sent by kill.");
        folder.Write("o.csv", "before"u8.ToArray());
        using var process = Frequencyml.Start(folder.Path, "score", "-", "--output", "o.csv");
        Assert.That(() => Directory.GetFiles(folder.Path, ".o.csv.*.tmp"), Is.Not.Empty.After(60).Seconds.PollEvery(20).MilliSeconds);
        Frequencyml.Signal(process, PosixSignal.SIGTERM);
        Assert.That(Frequencyml.Wait(process).ExitCode, Is.EqualTo(75));
        Assert.That(File.ReadAllText(folder["o.csv"]), Is.EqualTo("before"));
        Assert.That(Directory.GetFiles(folder.Path, ".*"), Is.Empty);
    }

    [Test, Platform("Linux", Reason = "OnnxRuntime keeps its database there.")]
    public void Score_OnnxRuntime_KeepsNoTelemetry()
    {
        // It keeps none on what it takes for a build server.
        var unset = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.Contains("CI", StringComparison.Ordinal)).SelectMany(name => new[] { "-u", name });
        string[] arguments = [$"HOME={folder.Path}", "dotnet", Path.Combine(AppContext.BaseDirectory, "frequencyml.dll"), "score", Samples, "--output", folder["o.csv"]];
        foreach (var (setting, expected) in new[] { ("A=1", false), ("ORT_DISABLE_TELEMETRY=0", true) })
        {
            using var process = System.Diagnostics.Process.Start("env", [.. unset, setting, .. arguments]);
            process.WaitForExit();
            Assert.That((process.ExitCode, Directory.Exists(folder[".cache/Microsoft"])), Is.EqualTo((0, expected)), setting);
        }
    }

    [Test, Platform(Exclude = "Win", Reason = "Links need a privilege there, and permissions differ."), UnsupportedOSPlatform("windows")]
    public void Score_OutputIsALinkWithPermissions_KeepsBoth()
    {
        var target = folder.Write("target.csv", []);
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(folder["link.csv"], target);
        Assert.That(Frequencyml.Run("score", Samples, "-o", folder["link.csv"]).ExitCode, Is.Zero);
        Assert.That(new FileInfo(folder["link.csv"]).LinkTarget, Is.EqualTo(target));
        Assert.That(File.ReadLines(target).Count(), Is.EqualTo(41));
        Assert.That(File.GetUnixFileMode(target), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Score_ReaderClosesThePipe_Stops()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("The console stream of Windows reports no closed pipe.");
        using var process = Frequencyml.Start(folder.Path, "score", "-", "--batch", "2");
        var image = Directory.EnumerateFiles(Samples, "*.jpg", SearchOption.AllDirectories).First();
        var feeding = Task.Run(() =>
        {
            try
            {
                while (!process.HasExited) process.StandardInput.WriteLine(image);
            }
            catch (IOException)
            {
                // The process has closed its end.
            }
        });
        Assert.That(process.StandardOutput.ReadLine(), Does.StartWith("row,path,"));
        process.StandardOutput.Close();
        Assert.That(process.WaitForExit(60_000), "an endless list ends when nobody reads the rows");
        Assert.That(process.ExitCode, Is.EqualTo(2));
        feeding.Wait();
    }

    [Test]
    public void Score_FileNamedLikeAResponseFile_IsAFile()
    {
        folder.Write("@x.jpg", File.ReadAllBytes(Directory.EnumerateFiles(Samples, "*.jpg", SearchOption.AllDirectories).First()));
        Assert.That(Frequencyml.RunIn(folder.Path, null, "score", "@x.jpg").ExitCode, Is.Zero);
    }

    [Test]
    public void Run_UnknownCommand_NamesIt()
    {
        var result = Frequencyml.Run("scroe", Samples);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("'scroe'"));
    }

    [Test]
    public void Score_NoInputs_IsExitCode2() => Assert.That(Frequencyml.Run("score").ExitCode, Is.EqualTo(2));

    [Test]
    public void Score_FolderWithoutImages_SaysSo()
    {
        var result = Frequencyml.Run("score", folder.Path);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("no images"));
    }

    [TestCase(PosixSignal.SIGTERM)]
    [TestCase(PosixSignal.SIGINT)]
    public void Score_Interrupted_KeepsWholeRowsAndExits75(PosixSignal signal)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("POSIX signals are sent by kill.");
        Frequencyml.SkipIfIgnored(signal);
        using var bitmap = new SKBitmap(256, 256);
        bitmap.Erase(SKColors.Teal);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var image = folder.Write("a.png", png.ToArray());

        using var process = Frequencyml.Start(folder.Path, "score", "-", "--output", "o.csv", "--batch", "4");
        var feeding = Task.Run(() =>
        {
            try
            {
                while (!process.HasExited) process.StandardInput.WriteLine(image);
            }
            catch (IOException)
            {
                // The process has closed its end.
            }
        });
        var deadline = DateTime.UtcNow.AddMinutes(1);
        while (!process.HasExited && DateTime.UtcNow < deadline && !(Directory.GetFiles(folder.Path, ".o.csv.*.tmp") is [var temporary] && new FileInfo(temporary).Length >= 2000))
            Thread.Sleep(20);
        Assert.That(File.Exists(folder["o.csv"]), Is.False, "the output appears only when it is finished");
        Frequencyml.Signal(process, signal);
        var result = Frequencyml.Wait(process);
        feeding.Wait();

        Assert.That(result.ExitCode, Is.EqualTo(75), result.Error);
        Assert.That(result.Error, Does.Contain("interrupted"));
        var text = File.ReadAllText(folder["o.csv"]);
        Assert.That(text, Does.EndWith("\n"));
        Assert.That(CsvFile.Parse(text).Select(row => row["error"] + row["path"]), Is.All.EqualTo(image).And.Not.Empty);
        Assert.That(Directory.GetFiles(folder.Path, ".*"), Is.Empty);
    }

    /// <summary>SOI, a SOF0 segment of one component and an SOS segment, then nothing.</summary>
    private static byte[] JpegHeader(int width, int height) =>
    [
        0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0,
    ];
}

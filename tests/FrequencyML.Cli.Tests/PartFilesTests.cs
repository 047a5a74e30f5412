using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using FrequencyML.Scoring.Tests;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Cli.Tests;

/// <summary><c>score</c> to part files, <c>verify</c> and <c>merge</c>, as a user runs them.</summary>
public sealed class PartFilesTests
{
    private static readonly string Samples = Repository.PathOf("data", "samples");
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("csv"), TestCase("ndjson"), TestCase("parquet")]
    public void Merge_PartsOfSeveralWorkers_AreTheBytesOfOneRun(string format)
    {
        string[] options = ["--format", format, "--top", "2", "--embedding"];
        Assert.That(Frequencyml.Run(["score", Samples, "-o", folder["one"], .. options]).ExitCode, Is.Zero);
        foreach (var worker in new[] { "0", "1", "2" })
            Assert.That(Frequencyml.Run(["score", Samples, "-o", folder["parts/"], "--chunk", "7", "--shard-index", worker, "--shard-count", "3", .. options]).ExitCode, Is.Zero);
        var verified = Frequencyml.Run("verify", folder["parts/"]);
        Assert.That((verified.ExitCode, verified.Output), Is.EqualTo((0, "40 of 40 rows in 6 parts, 0 images failed: complete\n")), verified.Error);
        Assert.That(Frequencyml.Run("merge", folder["parts"], "-o", folder["all"]).ExitCode, Is.Zero);
        Assert.That(File.ReadAllBytes(folder["all"]), Is.EqualTo(File.ReadAllBytes(folder["one"])));
    }

    [Test]
    public void Merge_ToAnotherFormat_IsWhatScoreWritesInIt()
    {
        Score("--format", "ndjson", "--top", "3", "--embedding", "--channels");
        foreach (var name in new[] { "all.csv", "all.parquet", "all.jsonl" })
        {
            Assert.That(Frequencyml.Run("merge", folder["parts/"], "-o", folder[name]).ExitCode, Is.Zero);
            Assert.That(Frequencyml.Run("score", Samples, "-o", folder["one-" + name], "--top", "3", "--embedding", "--channels").ExitCode, Is.Zero);
            Assert.That(File.ReadAllBytes(folder[name]), Is.EqualTo(File.ReadAllBytes(folder["one-" + name])), name);
        }
    }

    [Test]
    public void Score_Again_DoesOnlyWhatIsMissing()
    {
        Score();
        var parts = Parts();
        File.Delete(parts[1]);
        var kept = File.GetLastWriteTimeUtc(parts[0]);
        var again = Score();
        Assert.That(again.Error, Does.Contain("1 parts written, 3 were there, of 4 in all"));
        Assert.That(File.GetLastWriteTimeUtc(parts[0]), Is.EqualTo(kept));
        Assert.That(Score().Error, Does.Contain("0 parts written, 4 were there").And.Contain("0 images, 0 failed"));
        Assert.That(Score("--batch", "5", "--threads", "1").Error, Does.Contain("0 parts written"), "they change no row");
    }

    [TestCase("--shard-count", "0", "There are to be 0 workers")]
    [TestCase("--shard-index", "one", "'one'")]
    [TestCase("--max-errors", "many", "'many'")]
    [TestCase("--pattern", "", "--pattern is empty")]
    [TestCase("--chunk", "0", "--chunk is 0; expected 1 to")]
    [TestCase("--format", "xml", "'xml' is no value of --format; expected one of csv, ndjson, parquet")]
    [TestCase("--max-errors", "-1", "--max-errors is -1; expected 0 or more")]
    public void Score_WrongPartOption_IsOneSentence(string option, string value, string mentions) =>
        AssertRefused(Frequencyml.Run("score", Samples, "-o", folder["parts/"], option, value), mentions);

    [TestCase("--chunk=5"), TestCase("--shard-index=0"), TestCase("--shard-count=1"), TestCase("--overwrite")]
    public void Score_PartOptionForOneFile_IsRefused(string option) =>
        AssertRefused(Frequencyml.Run("score", Samples, "-o", folder["one.csv"], option), "give --output a folder");

    [Test]
    public void Score_EnvironmentOfAScheduler_IsTheShard()
    {
        var result = Frequencyml.RunWith("SLURM_ARRAY_TASK_ID", "3", "score", Samples, "-o", folder["parts/"], "--chunk", "10", "--shard-count", "4");
        Assert.That(result.Error, Does.Contain("worker 3 of 4 (SLURM_ARRAY_TASK_ID): 1 parts written"));
        Assert.That(Parts().Select(Path.GetFileName), Has.Exactly(1).StartsWith("part-00003-of-00004."));
        AssertRefused(Frequencyml.RunWith("JOB_COMPLETION_INDEX", "1", "score", Samples, "-o", folder["parts/"], "--chunk", "10"), "--shard-count");
    }

    [Test]
    public void Score_AnotherRunInTheFolder_IsRefusedUntilOverwritten()
    {
        Score();
        var before = Contents();
        var list = folder.Write("list.txt", [.. Directory.GetFiles(Samples, "*", SearchOption.AllDirectories).SelectMany(path => System.Text.Encoding.UTF8.GetBytes(path + "\n"))]);
        (string[] Arguments, string Mentions)[] others =
        [
            ([Samples, "--top", "2"], "top 2 instead of 1"),
            ([Samples, "--chunk", "11"], "chunk 11 instead of 10"),
            ([Samples, "--path", "pixels"], "path pixels instead of auto"),
            ([Samples, "--format", "ndjson"], "format ndjson instead of csv"),
            ([Samples, "--model", Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx")], "model_sha256 "),
            ([Samples, folder["extra.jpg"]], "rows 41 instead of 40, manifest_sha256 "),
            ([list], "manifest_sha256 "),
        ];
        foreach (var (arguments, mentions) in others)
        {
            string[] chunk = arguments.Contains("--chunk") ? [] : ["--chunk", "10"];
            AssertRefused(Frequencyml.Run(["score", .. arguments, "-o", folder["parts/"], .. chunk]), mentions, "another run", "--overwrite");
            Assert.That(Contents(), Is.EqualTo(before), "nothing is overwritten");
        }
        Assert.That(Score("--top", "2", "--overwrite").Error, Does.Contain("4 parts written, 0 were there"));
        Assert.That(Parts(), Has.Length.EqualTo(4));
        Assert.That(Score("--top", "2", "--overwrite").Error, Does.Contain("0 parts written, 4 were there"), "what is of this run is no other run");
        Assert.That(Frequencyml.Run("verify", folder["parts/"]).ExitCode, Is.Zero);
    }

    [Test]
    public void Verify_WhatIsWrong_IsNamed()
    {
        Score("--format", "ndjson");
        var parts = Parts();
        var whole = File.ReadAllText(parts[1]);
        void Check(string mentions)
        {
            var verified = Frequencyml.Run("verify", folder["parts/"]);
            Assert.That(verified.ExitCode, Is.EqualTo(2));
            Assert.That(verified.Error, Does.Contain(mentions));
            Assert.That(verified.Output, Does.Contain("not complete"));
            AssertRefused(Frequencyml.Run("merge", folder["parts/"], "-o", folder["all.csv"]), "The parts are not complete");
            Assert.That(File.Exists(folder["all.csv"]), Is.False);
        }

        var lines = whole.TrimEnd().Split('\n');
        File.WriteAllText(parts[1], string.Join('\n', lines[..^1]) + "\n");
        Check("It ends before row 19; its last should be 19. Delete it");
        File.WriteAllText(parts[1], whole + lines[^1] + "\n");
        Check("Row 19 is where the part should end");
        File.WriteAllText(parts[1], string.Join('\n', lines[0], lines[0]) + "\n");
        Check("Row 10 is where row 11 should be");
        File.WriteAllText(parts[1], whole[..(whole.Length / 2)]);
        Check("its last row is cut off");
        File.WriteAllText(parts[1], whole.Replace("/samples/", "/other/", StringComparison.Ordinal));
        Check("The paths of the rows are not those of the manifest");
        File.WriteAllText(parts[1], whole);
        File.Copy(parts[1], folder["parts/part-00001-of-00004.0123456789abcdef.ndjson"]);
        Check("part-00001-of-00004.0123456789abcdef.ndjson is of another run");
        File.Delete(folder["parts/part-00001-of-00004.0123456789abcdef.ndjson"]);
        File.Delete(parts[1]);
        File.Delete(parts[2]);
        Check("2 of 4 parts are missing: 1-2");
        File.Delete(folder["parts/run.json"]);
        AssertRefused(Frequencyml.Run("verify", folder["parts/"]), "no folder of part files");
        AssertRefused(Frequencyml.Run("verify", folder["no-such"]), "no folder of part files");
    }

    [Test]
    public void Merge_IntoAPart_IsRefused()
    {
        Score();
        var before = Contents();
        AssertRefused(Frequencyml.Run("merge", folder["parts/"], "-o", Parts()[0]), "is one of the part files");
        AssertRefused(Frequencyml.Run("merge", folder["parts/"], "-o", folder["parts/run.json"]), "is one of the part files");
        AssertRefused(Frequencyml.Run("merge", folder["parts/"], "-o", ""), "--output is empty");
        AssertRefused(Frequencyml.Run("verify", ""), "expected the name of a folder");
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(folder["link"], folder["parts"]);
            AssertRefused(Frequencyml.Run("merge", folder["parts/"], "-o", Path.Combine(folder["link"], Path.GetFileName(Parts()[0]))), "is one of the part files");
            File.CreateSymbolicLink(folder["link.csv"], Parts()[0]);
            AssertRefused(Frequencyml.Run("merge", folder["parts/"], "-o", folder["link.csv"]), "is one of the part files");
        }
        Assert.That(Contents(), Is.EqualTo(before));
    }

    [Test]
    public void Score_DescriptionWrittenOtherwiseOrDamaged_IsGoneOnWithOrSaysHow()
    {
        Score();
        var description = folder["parts/run.json"];
        File.WriteAllText(description, File.ReadAllText(description).ReplaceLineEndings("\r\n"));
        Assert.That(Score().Error, Does.Contain("0 parts written, 4 were there"));
        File.WriteAllText(description, "{");
        AssertRefused(Frequencyml.Run("score", Samples, "-o", folder["parts/"], "--chunk", "10"), "run.json", "Delete it and run score again");
        File.Delete(description);
        Assert.That(Score().Error, Does.Contain("0 parts written, 4 were there"));
    }

    [Test]
    public void Verify_DescriptionOfTooManyParts_AnswersAtOnce()
    {
        Score();
        var description = folder["parts/run.json"];
        File.WriteAllText(description, File.ReadAllText(description).Replace("\"rows\": 40", "\"rows\": 19000000000", StringComparison.Ordinal));
        var verified = Frequencyml.Run("verify", folder["parts/"]);
        Assert.That(verified.ExitCode, Is.EqualTo(2));
        Assert.That(verified.Error, Does.Contain("1900000000 of 1900000000 parts are missing"));
    }

    [Test]
    public void Score_MaxErrors_EndsTheRunAndDropsTheChunk()
    {
        var image = Directory.GetFiles(Samples, "*.jpg", SearchOption.AllDirectories)[0];
        var list = string.Join('\n', Enumerable.Range(0, 40).Select(i => i is 12 or 14 or 35 ? $"/no/such/{i}.jpg" : image));
        CommandResult Run(string maximum) => Frequencyml.RunIn(folder.Path, list, "score", "-", "-o", "parts/", "--chunk", "10", "--max-errors", maximum, "--batch", "4");
        var stopped = Run("1");
        Assert.That(stopped.ExitCode, Is.EqualTo(3));
        Assert.That(stopped.Error, Does.Contain("stopped at 2 failed images, more than --max-errors 1; the last: /no/such/14.jpg: "));
        Assert.That(Parts().Select(Path.GetFileName), Has.Exactly(1).StartsWith("part-00000-"));
        Assert.That(Run("3").ExitCode, Is.EqualTo(1));
        Assert.That(Frequencyml.Run("verify", folder["parts/"]).Output, Does.Contain("40 of 40 rows in 4 parts, 3 images failed: complete"));
    }

    [Test]
    public void Score_OddPaths_AreScoredAndOddFilesAreOneErrorRowEach()
    {
        var image = File.ReadAllBytes(Directory.GetFiles(Samples, "*.jpg", SearchOption.AllDirectories)[0]);
        string[] odd = OperatingSystem.IsWindows()
            ? ["a b.jpg", "c,d.jpg", "=1+1.jpg", "-2.jpg", "@x.jpg", "'y.jpg", "üñî 中文 🙂.jpg"]
            : ["a b.jpg", "c,d.jpg", "e\"f'.jpg", "g\nh\r\ni.jpg", "\ttab.jpg", "=1+1.jpg", "-2.jpg", "+3.jpg", "@x.jpg", "'y.jpg", " .jpg", "üñî 中文 🙂 \u2028.jpg", "back\\slash;:.jpg"];
        foreach (var name in odd) folder.Write(name, image);
        var deep = string.Join('/', Enumerable.Repeat(new string('d', 60), 5)) + "/deep.jpg";
        folder.Write(deep, image);
        Directory.CreateDirectory(folder["folder.jpg"]);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(folder["broken.jpg"], folder["nowhere"]);
        string[] bad = OperatingSystem.IsWindows() ? ["folder.jpg", "none.jpg"] : ["folder.jpg", "broken.jpg", "none.jpg"];
        string[] paths = [.. odd, deep, .. bad, odd[0]];
        foreach (var format in new[] { "csv", "ndjson", "parquet" })
        {
            var result = Frequencyml.RunIn(folder.Path, string.Concat(paths.Select(path => path + "\0")), "score", "-", "--null", "-o", $"parts-{format}/", "--format", format, "--chunk", "5");
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(Frequencyml.Run("merge", folder[$"parts-{format}/"], "-o", folder["all.csv"]).ExitCode, Is.Zero);
            var rows = CsvFile.Parse(File.ReadAllText(folder["all.csv"]), keepsReturns: true);
            Assert.That(rows.Select(row => Restore(row["path"])), Is.EqualTo(paths));
            Assert.That(rows.Select(row => row["row"]), Is.EqualTo(Enumerable.Range(0, paths.Length).Select(i => $"{i}")));
            Assert.That(rows.Where(row => row["error"].Length > 0).Select(row => row["path"]), Is.EqualTo(bad));
            Assert.That(rows.Where(row => row["error"].Length == 0).Select(row => row["score"]), Is.All.EqualTo(rows[0]["score"]));
            Assert.That(rows.SelectMany(row => new[] { row["path"], row["label"], row["error"], row["top_k"] }).Where(cell => cell is ['=' or '+' or '-' or '@', ..]), Is.Empty);
        }

        static string Restore(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;
    }

    [Test]
    public void Score_Folder_HasOneErrorRowForEachOddMember()
    {
        folder.Write("in/good.jpg", File.ReadAllBytes(Directory.GetFiles(Samples, "*.jpg", SearchOption.AllDirectories)[0]));
        Directory.CreateDirectory(folder["in/folder.jpg"]);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(folder["in/broken.jpg"], folder["nowhere"]);
        var rows = CsvFile.Parse(Frequencyml.RunIn(folder.Path, null, "score", "in").Output);
        Assert.That(rows.Where(row => row["error"].Length > 0).Select(row => row["path"]),
            Is.EqualTo(OperatingSystem.IsWindows() ? new[] { "in/folder.jpg" } : ["in/broken.jpg", "in/folder.jpg"]));
        Assert.That(rows.Single(row => row["error"].Length == 0)["path"], Is.EqualTo("in/good.jpg"));
    }

    [Test]
    public void Score_FileThatVanishesMidway_IsOneErrorRow()
    {
        var image = File.ReadAllBytes(Directory.GetFiles(Samples, "*.jpg", SearchOption.AllDirectories)[0]);
        foreach (var name in new[] { "0.jpg", "1.jpg", "2.jpg" }) folder.Write($"in/{name}", image);
        // The folder is listed when it is reached, and a pipe holds the run up before its second file.
        using var process = Frequencyml.Start(folder.Path, "score", "in", "-", "--batch", "1", "--threads", "1");
        var header = process.StandardOutput.ReadLine();
        var first = process.StandardOutput.ReadLine();
        File.Delete(folder["in/2.jpg"]);
        process.StandardInput.Write("in/2.jpg\nin/0.jpg\n");
        process.StandardInput.Close();
        var rows = CsvFile.Parse($"{header}\n{first}\n{Frequencyml.Wait(process).Output}");
        Assert.That(rows.Select(row => row["path"]), Is.EqualTo(new[] { "in/0.jpg", "in/1.jpg", "in/2.jpg", "in/2.jpg", "in/0.jpg" }));
        Assert.That(rows[3]["error"], Does.Contain("2.jpg"));
        Assert.That(rows[4]["error"], Is.Empty);
    }

    [Test]
    public void Score_Archive_GivesTheScoresOfItsFiles()
    {
        System.Formats.Tar.TarFile.CreateFromDirectory(Samples, folder["shard.tar"], includeBaseDirectory: false);
        Assert.That(Frequencyml.RunIn(folder.Path, null, "score", "shard.tar", "-o", "parts/", "--chunk", "9").ExitCode, Is.Zero);
        Assert.That(Frequencyml.Run("merge", folder["parts/"], "-o", folder["all.csv"]).ExitCode, Is.Zero);
        var members = CsvFile.Parse(File.ReadAllText(folder["all.csv"])).ToDictionary(row => row["path"], row => row["top_k"]);
        var files = CsvFile.Parse(Frequencyml.Run("score", Samples).Output).ToDictionary(row => "shard.tar" + row["path"][Samples.Length..], row => row["top_k"]);
        Assert.That(members, Is.EquivalentTo(files));
    }

    [TestCase(PosixSignal.SIGTERM)]
    [TestCase(PosixSignal.SIGINT)]
    public void Score_Interrupted_DropsTheChunkExits75AndGoesOn(PosixSignal signal)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("POSIX signals are sent by kill.");
        Frequencyml.SkipIfIgnored(signal);
        var images = Directory.GetFiles(Samples, "*.jpg", SearchOption.AllDirectories);
        File.WriteAllLines(folder["list.txt"], Enumerable.Range(0, 20_000).Select(i => images[i % images.Length]));
        string[] arguments = ["score", "list.txt", "-o", "parts/", "--chunk", "100", "--batch", "4"];
        using var process = Frequencyml.Start(folder.Path, arguments);
        var clock = Stopwatch.StartNew();
        while (!process.HasExited && clock.Elapsed < TimeSpan.FromMinutes(1) && !(Directory.Exists(folder["parts"]) && Parts().Length >= 3)) Thread.Sleep(20);
        Frequencyml.Signal(process, signal);
        var result = Frequencyml.Wait(process);
        Assert.That(result.ExitCode, Is.EqualTo(75), result.Error);
        Assert.That(result.Error, Does.Contain("interrupted; the parts that were finished are kept"));
        Assert.That(Directory.GetFiles(folder["parts"], ".*"), Is.Empty);
        Assert.That(Parts(), Has.Length.InRange(3, 199));
        Assert.That(Frequencyml.Run("verify", folder["parts/"]).ExitCode, Is.EqualTo(2));
        File.WriteAllLines(folder["part.txt"], Parts().Select(part => $"{part} {File.ReadLines(part).Count()}"));
        Assert.That(File.ReadLines(folder["part.txt"]), Is.All.EndsWith(" 101"), "every part is whole");
    }

    [Test, Platform("Linux", Reason = "Needs mount -t tmpfs.")]
    public void Score_FullDisk_IsAClearErrorAndNothingHalfWritten()
    {
        Directory.CreateDirectory(folder["disk"]);
        // Two parts of 40 rows and their run.json fit on it, and no third.
        if (!Mount("-t", "tmpfs", "-o", "size=16k", "none", folder["disk"])) Assert.Ignore("A small disk cannot be mounted here: that takes the superuser.");
        try
        {
            File.WriteAllText(folder["disk/all.csv"], "before");
            string[] images = [Samples, Samples, Samples, Samples, Samples];
            var result = Frequencyml.RunIn(folder.Path, null, ["score", .. images, "-o", "disk/parts/", "--chunk", "40"]);
            AssertFull(result);
            Assert.That(Directory.GetFiles(folder["disk/parts"], ".*"), Is.Empty);
            Assert.That(Directory.GetFiles(folder["disk/parts"], "part-*").Select(part => File.ReadLines(part).Count()), Is.Not.Empty.And.All.EqualTo(41));
            AssertFull(Frequencyml.RunIn(folder.Path, null, ["score", .. images, "-o", "disk/all.csv"]));
            Assert.That(File.ReadAllText(folder["disk/all.csv"]), Is.EqualTo("before"));
        }
        finally
        {
            using var unmount = Process.Start("umount", [folder["disk"]]);
            unmount.WaitForExit();
        }

        static void AssertFull(CommandResult result)
        {
            Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
            Assert.That(result.Error.TrimEnd().Split('\n')[^1], Does.StartWith("frequencyml: ").And.Contain("No space left on device"));
        }
    }

    [Test, Platform(Exclude = "Win", Reason = "Permissions differ."), UnsupportedOSPlatform("windows")]
    public void Score_ReadOnlyFolder_IsAClearError()
    {
        Directory.CreateDirectory(folder["parts"]);
        if (Environment.IsPrivilegedProcess)
        {
            if (!Mount("-t", "tmpfs", "-o", "ro", "none", folder["parts"])) Assert.Ignore("The superuser may write every folder, and a read-only one cannot be mounted.");
        }
        else File.SetUnixFileMode(folder["parts"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            AssertRefused(Frequencyml.Run("score", Samples, "-o", folder["parts/"]), folder["parts"]);
            AssertRefused(Frequencyml.Run("score", Samples, "-o", folder["parts/all.csv"]), folder["parts"]);
            AssertRefused(Frequencyml.Run("score", Samples, "-o", folder["parts/new/"]), folder["parts"]);
        }
        finally
        {
            if (Environment.IsPrivilegedProcess)
            {
                using var unmount = Process.Start("umount", [folder["parts"]]);
                unmount.WaitForExit();
            }
            else File.SetUnixFileMode(folder["parts"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test, Platform(Exclude = "Win", Reason = "The script is for a POSIX shell.")]
    public void Score_WorkersKilledAndResumed_GiveTheBytesOfAnUndisturbedRun()
    {
        string[] script = [Path.Combine(AppContext.BaseDirectory, "Scripts", "kill-and-resume.sh"), Samples, "2000", "4", "dotnet", Path.Combine(AppContext.BaseDirectory, "frequencyml.dll")];
        using var process = Process.Start(new ProcessStartInfo("bash", script) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var result = Frequencyml.Wait(process);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        Assert.That(result.Output, Does.Contain("4 workers killed; 2000 rows, 200 parts, byte for byte those of the undisturbed run"));
    }

    private static bool Mount(params string[] arguments)
    {
        try
        {
            using var mount = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
            mount.WaitForExit();
            return mount.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Scores the samples to four parts.</summary>
    private CommandResult Score(params string[] options)
    {
        var result = Frequencyml.Run(["score", Samples, "-o", folder["parts/"], "--chunk", "10", .. options]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result;
    }

    private string[] Parts() => [.. Directory.GetFiles(folder["parts"], "part-*").Order(StringComparer.Ordinal)];

    private Dictionary<string, string> Contents() =>
        Directory.GetFiles(folder["parts"]).ToDictionary(file => file, file => File.GetLastWriteTimeUtc(file).Ticks + File.ReadAllText(file));

    private static void AssertRefused(CommandResult result, params string[] mentions)
    {
        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("frequencyml: "));
        foreach (var mention in mentions) Assert.That(result.Error, Does.Contain(mention));
    }
}

using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Cli.Tests;

public sealed class CoefficientsCommandTests
{
    private static readonly string[] Golden = File.ReadAllLines(Repository.PathOf("tests", "Golden", "coefficients.tsv"));
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Coefficients_GoldenFiles_PrintTheRowsOfTheTable()
    {
        string[] files = ["2x2-progressive-33.jpg", "4x1-restart-mcu-17.jpg", "gray-2x2.jpg", "dnl.jpg", "cmyk.jpg"];
        var expected = files.Select(file => Golden.Single(row => row.StartsWith(file + '\t', StringComparison.Ordinal)));
        var result = Frequencyml.RunIn(Repository.PathOf("tests", "Golden"), null, ["coefficients", .. files, "--tsv"]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(Lines(result.Output), Is.EqualTo((string[])[Golden[0], .. expected]));
    }

    [Test]
    public void Coefficients_BadFilesAmongGood_CostOneRowEach()
    {
        var whole = File.ReadAllBytes(Repository.PathOf("tests", "Golden", "2x2-sequential-33.jpg"));
        string[] files =
        [
            folder.Write("text.jpg", "text"u8.ToArray()), folder.Write("cut.jpg", whole[..^40]), folder["missing.jpg"], folder.Path,
            Repository.PathOf("tests", "Golden", "arithmetic.jpg"), folder.Write("good\tname.jpg", whole),
        ];
        var result = Frequencyml.Run(["coefficients", "--tsv", .. files]);
        Assert.That(result.ExitCode, Is.EqualTo(1));
        var rows = Lines(result.Output).Skip(1).Select(line => line.Split('\t')).ToArray();
        Assert.That(rows, Has.Length.EqualTo(files.Length).And.All.Length.EqualTo(8));
        Assert.That(rows[0][1], Does.StartWith("fail: Not a JPEG file"));
        Assert.That(rows[1][1], Does.StartWith("warn(1): ").And.Contain("truncated"));
        Assert.That(rows[2][1], Does.StartWith("fail: ").And.Contain("missing.jpg"));
        Assert.That(rows[3][1], Does.StartWith("fail: ").And.Contain("is a folder"));
        Assert.That(rows[4][1], Does.StartWith("fail: SOF9"));
        Assert.That(rows[5][..2], Is.EqualTo((string[])[files[5].Replace('\t', ' '), "ok"]));
        Assert.That(rows[1][2..7], Is.EqualTo(rows[5][2..7]), "what a cut file says of itself is that of the whole");
        Assert.That(rows[1][7], Is.Not.EqualTo(rows[5][7]));
    }

    [Test]
    public void Coefficients_Pipe_IsARowAndDoesNotWait()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no named pipes among its files.");
        using var make = System.Diagnostics.Process.Start("mkfifo", folder["pipe.jpg"]);
        make.WaitForExit();
        Assert.That(Frequencyml.Run("coefficients", folder["pipe.jpg"]).Output, Does.Contain("no regular file"));
    }

    [Test]
    public void Coefficients_WithoutTsv_PrintsForPeople()
    {
        var result = Frequencyml.RunIn(Repository.PathOf("tests", "Golden"), null, "coefficients", "gray.jpg");
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(Lines(result.Output)[..5], Is.EqualTo((string[])["gray.jpg", "  outcome: ok", "  process: sequential", "  width: 33", "  height: 17"]));
    }

    [Test]
    public void Coefficients_NoFiles_IsExitCode2() => Assert.That(Frequencyml.Run("coefficients").ExitCode, Is.EqualTo(2));

    private static string[] Lines(string output) => output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
}

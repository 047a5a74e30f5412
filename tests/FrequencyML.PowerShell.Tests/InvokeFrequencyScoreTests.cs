using System.Globalization;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class InvokeFrequencyScoreTests(Shell shell) : ModuleFixture(shell)
{
    private const string DescribeAll = """
        ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { "error $(Split-Path -Leaf $_.TargetObject) $($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category)" } else { Split-Path -Leaf $_.FullName } }
        """;

    [TestCase("textures.onnx")]
    [TestCase("imagenette-gate192-int8.onnx")]
    public void InvokeFrequencyScore_Samples_AreTheLibrarysResultsInOrder(string file)
    {
        var path = Repository.PathOf("Models", "weights", file);
        using var model = FrequencyModel.Load(path, new FrequencyModelOptions { Device = InferenceDevice.Cpu });
        using var scorer = new ImageScorer(model, new ScoringOptions { Top = 2 });
        var expected = scorer.Score(Samples).Select(image => string.Create(CultureInfo.InvariantCulture,
            $"{image.Path}|{image.Top[0].Label}|{image.Top[0].Score}|{image.GateOpen}|{string.Join(';', image.Top.Select(top => string.Create(CultureInfo.InvariantCulture, $"{top.Label}:{top.Score}")))}"));
        Assert.That(Lines($$"""
            Get-ChildItem '{{Repository.PathOf("data", "samples")}}' -Recurse -File -Filter *.jpg | Sort-Object FullName -Culture '' |
                Invoke-FrequencyScore -Model '{{path}}' -Device cpu -Top 2 | ForEach-Object { "$($_.FullName)|$($_.Label)|$($_.Score.ToString("R"))|$($_.GateOpen)|$($_.Top.ToString())" }
            """), Is.EqualTo(expected));
    }

    [Test]
    public void InvokeFrequencyScore_ToExportCsv_HasAColumnAPropertyThatIsShown()
    {
        Copy(0, "a.jpg");
        Lines("Get-ChildItem *.jpg | Invoke-FrequencyScore | Export-Csv scores.csv");
        var lines = File.ReadAllLines(Folder["scores.csv"]);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Is.EqualTo("""
            "FullName","Label","Score","Top","GateOpen"
            """));
        Assert.That(lines[1], Does.Match("""^".*a\.jpg","brick","0\.873\d*","brick:0\.873\d*","44"$"""));
    }

    [Test]
    public void InvokeFrequencyScore_ToMoveItem_MovesFilesOfAnyName()
    {
        string[] names = ["photo[1].jpg", "two words.jpg", "it's.jpg", "日本 ü.jpg", "-WhatIf.jpg", "$home.jpg", "`tick.jpg", "100%.jpg", "a,b;c.jpg"];
        foreach (var (i, name) in names.Index()) Copy(i, name);
        Folder.Write("bad.jpg", [1, 2, 3]);
        Directory.CreateDirectory(Folder["keep"]);
        Lines("Get-ChildItem *.jpg | Invoke-FrequencyScore -ErrorAction Ignore | Where-Object Score -gt 0.3 | Move-Item -Destination keep");
        Assert.That(Directory.GetFiles(Folder["keep"]).Select(Path.GetFileName), Is.EquivalentTo(names));
        Assert.That(Directory.GetFiles(Folder.Path).Select(Path.GetFileName), Is.EqualTo(["bad.jpg"]));
    }

    [Test]
    public void InvokeFrequencyScore_BadFiles_AreErrorsInTheirPlaceAndTheRestGoesOn()
    {
        Copy(0, "a.jpg");
        Folder.Write("bad.jpg", [1, 2, 3]);
        Folder.Write("empty.jpg", []);
        Directory.CreateDirectory(Folder["folder.jpg"]);
        Copy(1, "z[1].jpg");
        const string id = "ImageError,FrequencyML.PowerShell.InvokeFrequencyScoreCommand InvalidData";
        Assert.That(Lines($$"""
            'a.jpg', 'none*.jpg', 'bad.jpg', 'gone.jpg', 'Env:PATH', 'empty.jpg', 'folder.jpg', 'noDrive:x.jpg', 'z*.jpg', 'a.jpg' |
                Invoke-FrequencyScore -ErrorAction Continue 2>&1 | {{DescribeAll}}
            """), Is.EqualTo([
            "a.jpg", $"error none*.jpg {id}", $"error bad.jpg {id}", $"error gone.jpg {id}", $"error PATH {id}", $"error empty.jpg {id}", $"error folder.jpg {id}",
            $"error noDrive:x.jpg {id}", "z[1].jpg", "a.jpg"]));
    }

    [Test]
    public void InvokeFrequencyScore_LiteralPath_ExpandsNothing()
    {
        Copy(0, "z[1].jpg");
        Copy(1, "z1.jpg");
        Assert.That(Lines("Invoke-FrequencyScore -LiteralPath 'z[1].jpg' | ForEach-Object { Split-Path -Leaf $_.FullName }"), Is.EqualTo(["z[1].jpg"]));
        Assert.That(Lines("Invoke-FrequencyScore 'z[1].jpg' | ForEach-Object { Split-Path -Leaf $_.FullName }"), Is.EqualTo(["z1.jpg"]));
    }

    [Test]
    public void InvokeFrequencyScore_ErrorActionStop_StopsAtTheBadFile()
    {
        for (var i = 0; i < 5; i++) Copy(i, $"{i}.jpg");
        Folder.Write("3.jpg", [1, 2, 3]);
        Assert.That(Lines("""
            try { Get-ChildItem *.jpg | Invoke-FrequencyScore -ErrorAction Stop | ForEach-Object { Split-Path -Leaf $_.FullName } }
            catch { "caught $(Split-Path -Leaf $_.TargetObject): $($_.Exception.GetType().Name)" }
            'the script goes on'
            """), Is.EqualTo(["0.jpg", "1.jpg", "2.jpg", "caught 3.jpg: InvalidDataException", "the script goes on"]));
    }

    [Test]
    public void InvokeFrequencyScore_ManyFiles_StreamsAndHoldsFew()
    {
        Copy(0, "a.jpg");
        var lines = Lines("""
            $file = Get-Item a.jpg
            $script:read = $script:written = $most = 0
            1..400 | ForEach-Object { $script:read++; $file } | Invoke-FrequencyScore -BatchSize 8 | ForEach-Object {
                if ($script:written -eq 0) { "first result after $script:read" }
                $script:written++
                $most = [Math]::Max($most, $script:read - $script:written)
            }
            "written $script:written"
            "most $most"
            """);
        Assert.That(lines[1], Is.EqualTo("written 400"));
        Assert.That(Number(lines[0]), Is.LessThan(40));
        Assert.That(Number(lines[2]), Is.LessThan(40));                               // 8 that wait, two batches, and one on its way; room for what the threads do meanwhile

        static int Number(string line) => int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    [Test]
    public void InvokeFrequencyScore_SelectFirst_EndsThePipeline()
    {
        Copy(0, "a.jpg");
        Assert.That(Lines("""
            & { while ($true) { Get-Item a.jpg } } | Invoke-FrequencyScore | Select-Object -First 3 | ForEach-Object Label
            [IO.File]::Open("$PWD/a.jpg", 'Open', 'ReadWrite', 'None').Dispose()
            'done'
            """), Is.EqualTo(["brick", "brick", "brick", "done"]));
    }

    [Test]
    public void InvokeFrequencyScore_WhatIf_ScoresNothingAndNeedsNoModel()
    {
        Copy(0, "a.jpg");
        Assert.That(Lines("Invoke-FrequencyScore a.jpg, a.jpg -Model none.onnx -WhatIf"),
            Is.EqualTo(Enumerable.Repeat($"""What if: Performing the operation "Score" on target "{Folder["a.jpg"]}".""", 2)));
    }

    [TestCase("-Model none.onnx", "NotFound", "There is no model file '*none.onnx'.")]
    [TestCase("-Model a.jpg", "InvalidOperation", "a.jpg is not a model that OnnxRuntime can load*")]
    [TestCase("-Model Env:PATH", "NotFound", "'Env:PATH' is no file: it belongs to the provider Environment.")]
    [TestCase("-Device gpu", "InvalidArgument", "'gpu' is no device; expected auto, cpu, *")]
    [TestCase("-BatchSize 65536", "InvalidArgument", "A batch of 65536 rows takes * MiB, too much for this machine.")]
    [TestCase("-BatchSize 0", "ParameterArgumentValidationError", "Cannot validate argument on parameter 'BatchSize'*")]
    [TestCase("-DecodingPath Fast", "CannotConvertArgumentNoMessage", "*Auto, Pixels, Coefficients*")]
    public void InvokeFrequencyScore_WrongParameter_IsATerminatingErrorThatSaysWhy(string parameters, string id, string message)
    {
        Copy(0, "a.jpg");
        var lines = Lines($$"""
            try { Invoke-FrequencyScore a.jpg {{parameters}} } catch { $_.FullyQualifiedErrorId; "$_" -like '{{message.Replace("'", "''", StringComparison.Ordinal)}}'; "$_" }
            """);
        Assert.That(lines[..2], Is.EqualTo([$"{id},FrequencyML.PowerShell.InvokeFrequencyScoreCommand", "True"]), string.Join('\n', lines));
    }

    [Test]
    public void InvokeFrequencyScore_EmbeddingAndChannels_AreArrays()
    {
        Copy(0, "a.jpg");
        Assert.That(Lines("""
            $image = Invoke-FrequencyScore a.jpg -IncludeEmbedding -IncludeChannels
            "$($image.Embedding.GetType().Name) $($image.Embedding.Length) $($image.Channels.GetType().Name) $($image.Channels.Length)"
            "$((Invoke-FrequencyScore a.jpg).PSObject.Properties.Name)"
            """), Is.EqualTo(["Single[] 96 Single[] 37632", "FullName Label Score Top GateOpen"]));
    }

    [Test]
    public void InvokeFrequencyScore_Nothing_WritesNothing() => Assert.That(Lines("@() | Invoke-FrequencyScore; Get-ChildItem *.jpg | Invoke-FrequencyScore"), Is.Empty);

    [Test]
    public void InvokeFrequencyScore_SeveralAtOnce_EachHasItsOwnResults()
    {
        for (var i = 0; i < 8; i++) Copy(4 * i, $"{i}.jpg");
        Assert.That(Lines($$"""
            $together = (Get-ChildItem *.jpg | Invoke-FrequencyScore).Label -join ' '
            1..4 | ForEach-Object -ThrottleLimit 4 -Parallel { Import-Module '{{ModuleFolder.Path}}'; (Get-ChildItem *.jpg | Invoke-FrequencyScore -BatchSize 3).Label -join ' ' } |
                ForEach-Object { $_ -eq $together }
            """), Is.EqualTo(Enumerable.Repeat("True", 4)));
    }
}

using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class StartFrequencyBatchTests(Shell shell) : ModuleFixture(shell)
{
    [Test]
    public void StartFrequencyBatch_Folder_IsResumedAndMerged()
    {
        for (var i = 0; i < 40; i++) Copy(i, $"photos/{i:D2}.jpg");
        Folder.Write("photos/99.jpg", [1]);
        var lines = Lines("""
            function Show($Batch) { "$($Batch.Images) $($Batch.Failed) $($Batch.PartsWritten) $($Batch.PartsSkipped) $($Batch.Parts) $($Batch.IsComplete) $($Batch.Merged.Name)" }
            Show (Start-FrequencyBatch photos -Destination scores -Chunk 10 -WarningVariable warning -WarningAction SilentlyContinue)
            "$warning" -like '1 of 41 images failed*99.jpg*'
            Get-ChildItem scores/part-0000[13]* | Remove-Item
            Show (Start-FrequencyBatch photos -Destination scores -Chunk 10 -MergePath all.csv)
            Show (Start-FrequencyBatch photos -Destination scores -Chunk 10)
            "$(Import-Csv all.csv | Select-Object -First 1 -ExpandProperty path | Split-Path -Leaf) $((Import-Csv all.csv).Count)"
            try { Start-FrequencyBatch photos -Destination scores -Chunk 10 -Top 2 } catch { "$($_.FullyQualifiedErrorId): $_" }
            Show (Start-FrequencyBatch photos -Destination scores -Chunk 10 -Top 2 -Overwrite -WarningAction SilentlyContinue)
            """);
        Assert.That(lines[..6], Is.EqualTo(["41 1 5 0 5 True ", "True", "20 0 2 3 5 True all.csv", "0 0 0 5 5 True ", "00.jpg 41",
            $"InvalidData,FrequencyML.PowerShell.StartFrequencyBatchCommand: '{Folder["scores"]}' holds another run: this one has top 2 instead of 1. Take another folder, or replace it by -Overwrite."]));
        Assert.That(lines[6], Is.EqualTo("41 1 5 0 5 True "));
        Assert.That(Directory.GetFiles(Folder["scores"], "part-*.parquet"), Has.Length.EqualTo(5));
    }

    [Test]
    public void StartFrequencyBatch_FolderWithoutImages_IsAWarning()
    {
        Copy(0, "photos/a.jpg");
        Directory.CreateDirectory(Folder["mount"]);
        Assert.That(Lines("""
            (Start-FrequencyBatch photos, mount -Destination scores -WarningVariable warning -WarningAction SilentlyContinue).Images
            "$warning"
            """), Is.EqualTo(["1", $"'{Folder["mount"]}' has no images"]));
    }

    [Test]
    public void StartFrequencyBatch_CtrlC_KeepsWholePartsAndGoesOn()
    {
        var list = Folder["list.txt"];
        File.WriteAllLines(list, Enumerable.Range(0, 4_000).Select(i => Samples[i % Samples.Length]));
        using (var run = Shell.Start($$"""
            Import-Module '{{ModuleFolder.Path}}'
            'begins'
            Start-FrequencyBatch '{{list}}' -Destination scores -Chunk 50 -Format Csv
            'not reached'
            """, Folder.Path))
        {
            run.WaitForLine("begins");
            Assert.That(() => Directory.Exists(Folder["scores"]) ? Directory.GetFiles(Folder["scores"], "part-*").Length : 0, Is.GreaterThan(3).After(60_000, 20));
            run.Interrupt();
            Assert.That(run.Wait().Lines, Is.EqualTo(["begins"]));
        }
        var parts = Directory.GetFiles(Folder["scores"], "part-*");
        Assert.That(parts, Has.Length.InRange(4, 79));
        Assert.That(parts.Select(part => File.ReadLines(part).Count()), Is.All.EqualTo(51));
        Assert.That(Directory.GetFiles(Folder["scores"], ".*"), Is.Empty);
        Assert.That(Lines($$"""
            $batch = Start-FrequencyBatch '{{list}}' -Destination scores -Chunk 50 -Format Csv
            "$($batch.PartsSkipped) $($batch.Images) $($batch.IsComplete)"
            """), Is.EqualTo([$"{parts.Length} {4_000 - 50 * parts.Length} True"]));
    }

    [Test]
    public void StartFrequencyBatch_RelativePaths_AreOfTheLocationAndNotOfTheProcess()
    {
        Copy(0, "below/photos/a.jpg");
        Folder.Write("below/list.txt", "photos/a.jpg\n"u8.ToArray());
        Folder.Write("below/table.csv", "path\nphotos/a.jpg\n"u8.ToArray());
        Assert.That(Lines("""
            Set-Location below
            foreach ($name in 'photos', 'list.txt', 'table.csv') {
                $batch = Start-FrequencyBatch $name -Destination "scores-$name" -MergePath all.csv
                "$($batch.Failed) $((Import-Csv all.csv).path.Replace("$PWD", ''))"
            }
            """), Is.EqualTo(Enumerable.Repeat($"0 {Path.DirectorySeparatorChar}{Path.Combine("photos", "a.jpg")}", 3)));
    }

    [Test]
    public void StartFrequencyBatch_TwoWorkers_EachDoesItsShare()
    {
        for (var i = 0; i < 40; i++) Copy(i, $"photos/{i:D2}.jpg");
        Assert.That(Lines("""
            foreach ($index in 0, 1) {
                $batch = Get-Item photos | Start-FrequencyBatch -Destination scores -Chunk 10 -ShardIndex $index -ShardCount 2 -MergePath all.ndjson -WarningAction SilentlyContinue
                "$($batch.Images) $($batch.PartsWritten) $($batch.Parts) $($batch.IsComplete) $($batch.Merged.Name)"
            }
            try { Start-FrequencyBatch photos -Destination scores -Chunk 10 -ShardIndex 1 } catch { "$_" }
            """), Is.EqualTo(["20 2 4 False ", "20 2 4 True all.ndjson", "-ShardIndex is given and -ShardCount is not: give both."]));
    }

    [Test]
    public void StartFrequencyBatch_WhatCannotBe_IsATerminatingErrorAndWritesNothing()
    {
        Directory.CreateDirectory(Folder["empty"]);
        Copy(0, "photos/a.jpg");
        Folder.Write("photos/b.jpg", [1]);
        Folder.Write("photos/c.jpg", [1]);
        Folder.Write("table.csv", "file\na.jpg\n"u8.ToArray());
        Folder.Write("paths.csv", "path\nphotos/a.jpg\n"u8.ToArray());
        var lines = Lines("""
            function Show-Error($Block) { try { & $Block } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $_".Replace("$PWD/", '') } }
            Show-Error { Start-FrequencyBatch none -Destination scores }
            Show-Error { Start-FrequencyBatch empty -Destination scores }
            Show-Error { Start-FrequencyBatch photos -Destination scores -Model none.onnx }
            Show-Error { Start-FrequencyBatch photos -Destination scores -Device gpu }
            Show-Error { Start-FrequencyBatch table.csv -Destination scores }
            Show-Error { Start-FrequencyBatch photos -Destination photos/a.jpg }
            Show-Error { Start-FrequencyBatch photos -Destination scores -MergePath none/all.csv }
            Show-Error { Start-FrequencyBatch photos -Destination scores -MergePath all.txt }
            Show-Error { Start-FrequencyBatch paths.csv -Destination scores -MergePath paths.csv }
            Test-Path scores
            Start-FrequencyBatch photos -Destination scores -WhatIf
            Test-Path scores
            Show-Error { Start-FrequencyBatch photos -Destination scores -MaxErrors 1 }
            """).Select(line => line.Replace('\\', '/')).ToArray();
        Assert.That(lines[..^1], Is.EqualTo([
            $"InputNotFound: Cannot find path '{Folder["none"]}' because it does not exist.".Replace($"{Folder.Path}/", "", StringComparison.Ordinal),
            "InvalidData: There are no images to score; the files of folders and archives are taken if they end in .jpg, .jpeg, .jpe, .jfif, .png, .webp, .bmp, .gif.",
            "NotFound: There is no model file 'none.onnx'.",
            "InvalidArgument: 'gpu' is no device; expected auto, cpu, cuda, cuda:n, tensorrt, tensorrt:n or webgpu.",
            "InvalidData: 'table.csv' has no column 'path'; it has file. Give the name of the paths' column by -Column.",
            "InvalidData: 'photos/a.jpg' is an input; writing the scores to it would destroy it.",
            "NotFound: 'none/all.csv' cannot be written: there is no folder 'none'.",
            "InvalidArgument: 'all.txt' has none of the extensions .parquet, .csv, .ndjson and .jsonl.",
            "InvalidData: 'paths.csv' is an input; writing the scores to it would destroy it.",
            "False",
            $"""What if: Performing the operation "Write the scores of {Folder["photos"]}" on target "{Folder["scores"]}".""",
            "False"]));
        Assert.That(lines[^1], Does.StartWith("TooManyErrors: Stopped at 2 failed images, more than -MaxErrors 1; the last: photos/c.jpg: "));
    }
}

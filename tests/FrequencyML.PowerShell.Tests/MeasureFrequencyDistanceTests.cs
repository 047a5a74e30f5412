using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.PowerShell.Tests;

[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class MeasureFrequencyDistanceTests(Shell shell) : ModuleFixture(shell)
{
    [Test]
    public void MeasureFrequencyDistance_CopiesAmongOthers_FindsThoseAlone()
    {
        for (var i = 0; i < 40; i++) Copy(i, $"{i:D2}.jpg");
        WriteCopy(3, "z1 recompressed.jpg", 1, SKEncodedImageFormat.Jpeg, 50);
        WriteCopy(17, "z2 [half].webp", 0.5, SKEncodedImageFormat.Webp, 80);
        WriteCopy(17, "z3 same.png", 1, SKEncodedImageFormat.Png, 100);
        Folder.Write("z4 bad.jpg", [1]);
        Assert.That(Lines("""
            Get-ChildItem | Measure-FrequencyDistance -ErrorAction Continue 2>&1 | ForEach-Object {
                if ($_.TargetObject) { "error $(Split-Path -Leaf $_.TargetObject)" } else { "$(Split-Path -Leaf $_.FullName) is near $(Split-Path -Leaf $_.ReferencePath): $($_.Distance -gt 0 -and $_.Distance -lt 12)" }
            }
            (Get-ChildItem | Measure-FrequencyDistance -ErrorAction Ignore | Sort-Object FullName -Unique -CaseSensitive | Move-Item -Destination (New-Item moved -ItemType Directory) -PassThru).Name
            """), Is.EqualTo([
            "z1 recompressed.jpg is near 03.jpg: True", "z2 [half].webp is near 17.jpg: True", "z3 same.png is near 17.jpg: True", "z3 same.png is near z2 [half].webp: True",
            "error z4 bad.jpg", "z1 recompressed.jpg", "z2 [half].webp", "z3 same.png"]));
    }

    [Test]
    public void MeasureFrequencyDistance_Reference_GivesEveryDistance()
    {
        for (var i = 0; i < 4; i++) Copy(i, $"{i}.jpg");
        Assert.That(Lines("""
            $distances = Get-ChildItem *.jpg | Measure-FrequencyDistance -ReferencePath 2.jpg
            "$($distances.Count) $($distances[2].Distance) $($distances[0].Distance -gt 20)"
            (Get-ChildItem *.jpg | Measure-FrequencyDistance -ReferencePath 2.jpg -MaxDistance 1).Count
            try { Measure-FrequencyDistance 0.jpg -ReferencePath none.jpg } catch { $_.FullyQualifiedErrorId }
            try { Measure-FrequencyDistance 0.jpg -GateReport 1.jpg } catch { $_.FullyQualifiedErrorId }
            """), Is.EqualTo([
            "4 0 True", "1", "ReferenceError,FrequencyML.PowerShell.MeasureFrequencyDistanceCommand", "InvalidData,FrequencyML.PowerShell.MeasureFrequencyDistanceCommand"]));
    }

    [Test]
    public void MeasureFrequencyDistance_SameFileTwice_IsNoDuplicateOfItself()
    {
        for (var i = 0; i < 4; i++) Copy(i, $"{i}.jpg");
        Assert.That(Lines("Get-ChildItem *.jpg, 1.jpg, 0*, ./1.jpg | Measure-FrequencyDistance"), Is.Empty);
    }

    private void WriteCopy(int sample, string name, double scale, SKEncodedImageFormat format, int quality)
    {
        using var image = SKBitmap.Decode(Samples[sample]);
        using var scaled = image.Resize(new SKImageInfo((int)(image.Width * scale), (int)(image.Height * scale)), SKFilterQuality.High);
        using var data = scaled.Encode(format, quality);
        Folder.Write(name, data.ToArray());
    }
}

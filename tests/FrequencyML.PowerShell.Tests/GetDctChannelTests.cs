using System.Globalization;
using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class GetDctChannelTests(Shell shell) : ModuleFixture(shell)
{
    [Test]
    public void GetDctChannel_Image_HasTheLibrarysTensor()
    {
        var path = Copy(5, "a.jpg");
        var extractor = new DctChannelExtractor(ChannelSelection.Parse("Y0-3,Cb0,Cr0"), new ImageGeometry(64, 48, ResizeKernel.Bilinear));
        var expected = new float[extractor.Length];
        extractor.Extract(path, expected);
        Assert.That(Lines("""
            $channels = Get-DctChannel a.jpg -Selection Y0-3, Cb0, Cr0 -Resize 64 -Crop 48 -Kernel Bilinear
            "$($channels.Shape) $($channels.Tensor.Rank) $($channels.Selection.Count) $($channels.DecodingPath) $($channels.Width) $($channels.Height)"
            $channels.Tensor[2, 4, 5].ToString('R')
            ($channels.Tensor | ForEach-Object { $_.ToString('R') }) -join ' '
            """), Is.EqualTo([
            "6 6 6 3 6 Coefficients 237 215", Text(expected[2 * 36 + 4 * 6 + 5]), string.Join(' ', expected.Select(Text))]));

        static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
    }

    [Test]
    public void GetDctChannel_Model_GivesItsGeometry()
    {
        Copy(0, "a.jpg");
        Assert.That(Lines($$"""
            $model = '{{Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx")}}'
            "$((Get-DctChannel a.jpg -Model $model).Shape)"
            try { Get-DctChannel a.jpg -Model $model -Crop 8 } catch { "$_" }
            try { Get-DctChannel a.jpg -Resize 8 -Crop 16 } catch { "$_" }
            try { Get-DctChannel a.jpg -Selection Y99 } catch { $_.FullyQualifiedErrorId }
            """), Is.EqualTo([
            "24 28 28", "-Crop and -Model exclude each other: the model says it.",
            "The short side is resized to 8 pixels; expected 16 (the crop) to 16384.", "InvalidArgument,FrequencyML.PowerShell.GetDctChannelCommand"]));
    }

    [Test]
    public void GetDctChannel_PicturePath_DrawsOneFileOrOneAnImage()
    {
        Copy(0, "a.jpg");
        Copy(1, "b.jpg");
        Copy(2, "other/b.jpg");
        Assert.That(Lines("""
            (Get-DctChannel a.jpg -Resize 64 -Crop 64 -PicturePath one.png).Picture.Name
            Get-ChildItem *.jpg | Get-DctChannel -Resize 64 -Crop 64 -PicturePath pictures/ | ForEach-Object { $_.Picture.Name }
            Get-DctChannel b.jpg, other/b.jpg -Resize 64 -Crop 64 -PicturePath pictures -ErrorAction Continue 2>&1 | ForEach-Object { $_.Picture.Name ?? "$(Split-Path -Leaf $_.TargetObject): $($_.FullyQualifiedErrorId)" }
            Get-DctChannel a.jpg, b.jpg -Resize 64 -Crop 64 -PicturePath two.png -ErrorAction Continue 2>&1 | ForEach-Object { $_.Picture.Name ?? "$(Split-Path -Leaf $_.TargetObject): $("$_".Contains('of another image of this call'))" }
            $null = New-Item link.png -ItemType SymbolicLink -Target "$PWD/a.jpg"
            Get-DctChannel a.jpg -Resize 64 -Crop 64 -PicturePath a.jpg -ErrorAction Continue 2>&1 | ForEach-Object { "$_".Contains('is not replaced by a picture') }
            Get-DctChannel a.jpg, b.jpg -Resize 64 -Crop 64 -PicturePath link.png -ErrorAction Continue 2>&1 | ForEach-Object { "$_".Contains('is not replaced by a picture') }
            Get-DctChannel a.jpg -Resize 64 -Crop 64 -PicturePath b.jpg -ErrorAction Continue 2>&1 | ForEach-Object { "$_".Contains('is not replaced by a picture') }
            (Get-DctChannel a.jpg -Resize 64 -Crop 64 -PicturePath what-if.png -WhatIf).Picture -eq $null
            """), Is.EqualTo([
            "one.png", "a.jpg.png", "b.jpg.png", "b.jpg.png", "b.jpg: ImageError,FrequencyML.PowerShell.GetDctChannelCommand", "two.png", "b.jpg: True",
            "True", "True", "False", "True",
            $"""What if: Performing the operation "Draw channels" on target "{Folder["a.jpg"]}".""", "True"]));
        Assert.That(File.ReadAllBytes(Folder["one.png"])[..4], Is.EqualTo([0x89, (byte)'P', (byte)'N', (byte)'G']));
        Assert.That(File.ReadAllBytes(Folder["a.jpg"]), Is.EqualTo(File.ReadAllBytes(Samples[0])));
        Assert.That(Folder["what-if.png"], Does.Not.Exist);
        Assert.That(Folder["pictures/a.jpg.png"], Does.Exist);
    }

    [Test]
    public void GetDctChannel_DamagedImage_IsAnErrorUnlessLenient()
    {
        Folder.Write("cut.jpg", File.ReadAllBytes(Samples[0])[..^2000]);
        Copy(1, "whole.jpg");
        Assert.That(Lines("""
            Get-DctChannel cut.jpg, whole.jpg -ErrorAction Continue 2>&1 | ForEach-Object { Split-Path -Leaf ($_.FullName ?? $_.TargetObject) }
            $channels = Get-DctChannel cut.jpg -Lenient
            $channels.Damage.Length -gt 10
            """), Is.EqualTo(["cut.jpg", "whole.jpg", "True"]));
    }
}

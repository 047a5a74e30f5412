using System.Runtime.InteropServices;
using System.Text;
using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Cli.Tests;

public sealed class ChannelsCommandTests
{
    private static readonly string Image = Directory.EnumerateFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Channels_Npy_HoldsTheExtractorsValues()
    {
        var result = Frequencyml.Run("channels", Image, "-o", folder["t.npy"], "--selection", "low:3,2,1", "--resize", "128", "--crop", "96", "--kernel", "bilinear");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var extractor = new DctChannelExtractor(ChannelSelection.LowFrequency(3, 2, 1), new ImageGeometry(128, 96, ResizeKernel.Bilinear));
        var expected = new float[extractor.Length];
        extractor.Extract(Image, expected);

        var file = File.ReadAllBytes(folder["t.npy"]);
        Assert.That(file[..8], Is.EqualTo((byte[])[0x93, .. "NUMPY"u8, 1, 0]));
        var headerEnd = 10 + BitConverter.ToUInt16(file, 8);
        Assert.That(headerEnd % 64, Is.Zero);
        var header = Encoding.ASCII.GetString(file[10..headerEnd]);
        Assert.That(header, Does.StartWith("{'descr': '<f4', 'fortran_order': False, 'shape': (6, 12, 12), }").And.EndsWith("\n"));
        Assert.That(MemoryMarshal.Cast<byte, float>(file.AsSpan(headerEnd)).ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Channels_Defaults_AreThePapers()
    {
        Assert.That(Frequencyml.Run("channels", Image, "-o", folder["t.npy"]).ExitCode, Is.Zero);
        Assert.That(Encoding.ASCII.GetString(File.ReadAllBytes(folder["t.npy"])[10..80]), Does.Contain("(24, 56, 56)"));
    }

    [Test]
    public void Channels_Picture_IsAnImage()
    {
        Assert.That(Frequencyml.Run("channels", Image, "--picture", folder["p.png"], "--resize", "128", "--crop", "112").ExitCode, Is.Zero);
        using var picture = SKBitmap.Decode(folder["p.png"]);
        Assert.That(picture.Width, Is.GreaterThan(600));
        Assert.That(picture.Pixels.Distinct().Count(), Is.GreaterThan(100));
    }

    [TestCase("--selection", "25", "25")]
    [TestCase("--crop", "100", "multiple of 8")]
    [TestCase("--kernel", "cubic", "triangle, bilinear")]
    [TestCase("--kernel", "1", "triangle, bilinear")]
    [TestCase("--resize", "100", "100")]
    public void Channels_WrongOption_IsOneSentenceAndExitCode2(string option, string value, string mentions)
    {
        var result = Frequencyml.Run("channels", Image, "-o", folder["t.npy"], option, value);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.Contain(mentions));
        Assert.That(File.Exists(folder["t.npy"]), Is.False);
    }

    [Test]
    public void Channels_NothingToWrite_IsExitCode2() => Assert.That(Frequencyml.Run("channels", Image).ExitCode, Is.EqualTo(2));

    [TestCase("auto", 0, "decoded to pixels, since it is not a JPEG file")]
    [TestCase("pixels", 0, "")]
    [TestCase("coefficients", 1, "it is not a JPEG file")]
    public void Channels_PngByPath_SaysWhyItTakesPixels(string path, int exitCode, string message)
    {
        using var bitmap = SKBitmap.Decode(Image);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var result = Frequencyml.Run("channels", folder.Write("x.png", png.ToArray()), "-o", folder["t.npy"], "--path", path);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode));
        Assert.That(result.Error, message.Length > 0 ? Does.Contain(message) : Is.Empty);
        Assert.That(File.Exists(folder["t.npy"]), Is.EqualTo(exitCode == 0));
    }

    [TestCase("auto"), TestCase("pixels")]
    public void Channels_Truncated_IsWrittenOnlyIfLenient(string path)
    {
        var cut = folder.Write("cut.jpg", File.ReadAllBytes(Image)[..^500]);
        var strict = Frequencyml.Run("channels", cut, "-o", folder["t.npy"], "--path", path);
        Assert.That((strict.ExitCode, File.Exists(folder["t.npy"])), Is.EqualTo((1, false)));
        var lenient = Frequencyml.Run("channels", cut, "-o", folder["t.npy"], "--path", path, "--lenient");
        Assert.That((lenient.ExitCode, File.Exists(folder["t.npy"])), Is.EqualTo((0, true)));
        Assert.That(strict.Error, Does.Contain("the file is truncated"));
        Assert.That(lenient.Error, Is.EqualTo(strict.Error));
    }

    [Test]
    public void Channels_BadImage_IsExitCode1AndNoFile()
    {
        var result = Frequencyml.Run("channels", folder.Write("x.jpg", "text"u8.ToArray()), "-o", folder["t.npy"]);
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain("x.jpg").And.Contain("Not an image"));
        Assert.That(File.Exists(folder["t.npy"]), Is.False);
    }
}

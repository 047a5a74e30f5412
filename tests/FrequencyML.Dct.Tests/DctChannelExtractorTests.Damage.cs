using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

// One rule of strictness: what is damaged is an error on every path, and what is sound is none.
public sealed partial class DctChannelExtractorTests
{
    private static readonly string[] FilesToDamage =
    [
        "gray", "chroma-2x2", "2x2-sequential-33", "4x2-restart-row-17", "1x2-non-interleaved-17", "2x2-progressive-17", "scans-y-cbcr",
        "cmyk", "ycck", "rgb",
    ];

    [TestCaseSource(nameof(FilesToDamage))]
    public void Extract_TruncatedJpeg_IsInvalidOnEveryPathOrOnNone(string name)
    {
        var file = GoldenFiles.Read(name);
        for (var length = 2; length < file.Length; length++) AssertJudgedAlike(file[..length], $"{length} of {file.Length} bytes");
    }

    [TestCaseSource(nameof(FilesToDamage))]
    public void Extract_RandomBytesChanged_AreInvalidOnEveryPathOrOnNone(string name)
    {
        var file = GoldenFiles.Read(name);
        var random = new Random(16);
        for (var round = 0; round < 200; round++)
        {
            var changed = file.ToArray();
            var at = random.Next(2, changed.Length);
            changed[at] ^= (byte)random.Next(1, 256);
            AssertJudgedAlike(changed, $"byte {at} is {changed[at]}");
        }
    }

    // Sound, but for EOI, and so is what a decoder makes of it.
    [TestCaseSource(nameof(FilesToDamage))]
    public void Extract_JpegWithoutEoi_EqualsTheWholeFileOnEveryPath(string name)
    {
        var file = GoldenFiles.Read(name);
        foreach (var missing in new[] { 1, 2 })
        {
            var shorter = file[..^missing];
            foreach (var path in new[] { DecodingPath.Auto, DecodingPath.Pixels })
                Assert.That(ExtractBy(path, shorter), Is.EqualTo(ExtractBy(path, file)), $"{path}, {missing} bytes less");
        }
    }

    [TestCase("gray"), TestCase("2x2-sequential-33"), TestCase("2x2-progressive-33"), TestCase("2x2-non-interleaved-33"), TestCase("cmyk")]
    public void Extract_DamagedScan_NamesThePlaceOfItsScanHeader(string name)
    {
        var file = GoldenFiles.Read(name);
        var scan = file.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        var damaged = file[..(scan + 30)];
        foreach (var path in EveryPath)
        {
            var error = Assert.Throws<InvalidDataException>(() => ExtractBy(path, damaged))!;
            Assert.That(error.Message, Does.StartWith($"Scan at byte {scan}:"), $"{path}");
        }
    }

    private static void AssertJudgedAlike(byte[] file, string what)
    {
        var judgements = Array.ConvertAll(EveryPath, path =>
        {
            try
            {
                Assert.That(ExtractBy(path, file).Channels, Has.All.Matches<float>(float.IsFinite));
                return "sound";
            }
            catch (NotSupportedException)
            {
                return "sound";                                                       // or beyond the limits, and for both paths
            }
            catch (InvalidDataException)
            {
                return "invalid";
            }
        });
        Assert.That(judgements.Distinct().Count(), Is.EqualTo(1), $"{what}: {string.Join(", ", EveryPath.Zip(judgements))}");
    }
}

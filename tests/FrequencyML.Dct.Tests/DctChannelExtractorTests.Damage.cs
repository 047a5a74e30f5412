using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

// One rule of strictness: what is damaged is an error on every path, and what is sound is none.
public sealed partial class DctChannelExtractorTests
{
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
}

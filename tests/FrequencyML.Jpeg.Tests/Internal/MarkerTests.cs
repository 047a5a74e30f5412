using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests.Internal;

public sealed class MarkerTests
{
    // ITU-T T.81, table B.1, by ranges: code, symbol.
    private static readonly (int Code, string Name)[] TableB1 =
    [
        (0x01, "TEM"), .. Range(0xC0, "SOF", 16), .. Range(0xD0, "RST", 8), (0xD8, "SOI"), (0xD9, "EOI"), (0xDA, "SOS"), (0xDB, "DQT"), (0xDC, "DNL"),
        (0xDD, "DRI"), (0xDE, "DHP"), (0xDF, "EXP"), .. Range(0xE0, "APP", 16), .. Range(0xF0, "JPG", 14), (0xFE, "COM"),
    ];

    // Codes that the table takes out of SOF0 to SOF15.
    private static readonly (int Code, string Name)[] NoFrames = [(0xC4, "DHT"), (0xC8, "JPG"), (0xCC, "DAC")];

    [Test]
    public void Name_EveryCode_IsThatOfTheStandard()
    {
        var names = TableB1.ToDictionary(marker => marker.Code, marker => marker.Name);
        foreach (var (code, name) in NoFrames) names[code] = name;
        for (var code = 0; code < 256; code++) Assert.That(Marker.Name((byte)code), Is.EqualTo(names.GetValueOrDefault(code, $"0x{code:X2}")));
    }

    private static IEnumerable<(int Code, string Name)> Range(int first, string name, int count) => Enumerable.Range(0, count).Select(i => (first + i, $"{name}{i}"));
}

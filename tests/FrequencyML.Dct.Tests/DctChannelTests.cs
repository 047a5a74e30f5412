using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class DctChannelTests
{
    [Test]
    public void Constructor_EveryIndex_AgreesWithComponentAndFrequency()
    {
        var index = 0;
        foreach (var component in new[] { ColorComponent.Y, ColorComponent.Cb, ColorComponent.Cr })
            for (var v = 0; v < 8; v++)
                for (var u = 0; u < 8; u++, index++)
                {
                    var channel = new DctChannel(component, v, u);
                    Assert.That(channel, Is.EqualTo(new DctChannel(index)));
                    Assert.That((channel.Index, channel.Component, channel.V, channel.U), Is.EqualTo((index, component, v, u)));
                    Assert.That(channel.ToString(), Is.EqualTo($"{component}{v * 8 + u}"));
                }
        Assert.That(index, Is.EqualTo(DctChannel.Total));
    }

    [TestCase(-1), TestCase(192), TestCase(int.MinValue), TestCase(int.MaxValue)]
    public void Constructor_IndexOutsideRange_Throws(int index) =>
        Assert.That(() => new DctChannel(index), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ActualValue").EqualTo(index));

    [TestCase(-1, 0, "v"), TestCase(8, 0, "v"), TestCase(0, -1, "u"), TestCase(0, 8, "u")]
    public void Constructor_FrequencyOutsideRange_ThrowsNamingTheAxis(int v, int u, string parameter) =>
        Assert.That(() => new DctChannel(ColorComponent.Y, v, u),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(parameter));

    [TestCase(-1), TestCase(3)]
    public void Constructor_UnknownComponent_Throws(int component) =>
        Assert.That(() => new DctChannel((ColorComponent)component, 0, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
}

using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests.Internal;

public sealed class ZigzagTests
{
    [Test]
    public void NaturalOrder_Always_WalksOneStepAtATime()
    {
        // T.81 figure 5: right first, then along anti-diagonals, turning at the edges.
        int v = 0, u = 0;
        for (var zigzagIndex = 0; zigzagIndex < 64; zigzagIndex++)
        {
            Assert.That(Zigzag.NaturalOrder[zigzagIndex], Is.EqualTo(v * 8 + u), $"zigzag index {zigzagIndex}");
            var upwards = (v + u) % 2 == 0;
            if (upwards && u == 7 || !upwards && v < 7 && u == 0) v++;
            else if (!upwards && v == 7 || upwards && v == 0) u++;
            else (v, u) = upwards ? (v - 1, u + 1) : (v + 1, u - 1);
        }
        Assert.That(Zigzag.NaturalOrder[63], Is.EqualTo(63));
    }
}

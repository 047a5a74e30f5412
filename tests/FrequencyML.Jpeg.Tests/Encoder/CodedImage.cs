using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>Coefficients to be encoded, with the blocks that complete the MCUs.</summary>
internal sealed class CodedImage
{
    public CodedImage(int width, int height, params (int Horizontal, int Vertical)[] factors)
    {
        (Width, Height) = (width, height);
        int mcuWidth = 8 * factors.Max(factor => factor.Horizontal), mcuHeight = 8 * factors.Max(factor => factor.Vertical);
        (WidthInMcus, HeightInMcus) = ((width + mcuWidth - 1) / mcuWidth, (height + mcuHeight - 1) / mcuHeight);
        Components =
            [.. factors.Select(factor => new CodedComponent(this, factor.Horizontal, factor.Vertical, mcuWidth / 8, mcuHeight / 8))];
    }

    public int Width { get; }

    public int Height { get; }

    public int WidthInMcus { get; }

    public int HeightInMcus { get; }

    public IReadOnlyList<CodedComponent> Components { get; }

    /// <summary>An image of random size, sampling factors and coefficients.</summary>
    /// <param name="random">The source of all that is random.</param>
    /// <param name="largestSize">The most bits of an AC coefficient: 10 in 8-bit images, 15 that tables can code.</param>
    public static CodedImage Random(Random random, int largestSize = 10)
    {
        (int, int)[] factors;
        do factors = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (random.Next(1, 5), random.Next(1, 5)))];
        while (factors.Length > 1 && factors.Sum(factor => factor.Item1 * factor.Item2) > 10);
        var image = new CodedImage(random.Next(1, 70), random.Next(1, 70), factors);
        foreach (var component in image.Components)
            foreach (var block in component.Blocks) Fill(block, random, largestSize);
        return image;
    }

    /// <summary>Fills a block of any kind from empty to full, with values of any size up to the largest.</summary>
    public static void Fill(int[] block, Random random, int largestSize)
    {
        block[0] = Value(random, random.Next(0, largestSize + 1));
        double density = Math.Pow(random.NextDouble(), 3), smallness = random.NextDouble();
        for (var k = 1; k < 64; k++)
        {
            if (random.NextDouble() >= density) continue;
            var size = 1;
            while (size < largestSize && random.NextDouble() > smallness) size++;
            block[k] = Value(random, size);
        }
        if (random.Next(8) == 0) block[63] = Value(random, random.Next(1, largestSize + 1));
    }

    /// <summary>A value of so many bits: from ±2^(size-1) to ±(2^size - 1); 0 for size 0.</summary>
    public static int Value(Random random, int size)
    {
        var magnitude = size == 0 ? 0 : random.Next(1 << size - 1, 1 << size);
        return random.Next(2) == 0 ? magnitude : -magnitude;
    }

    /// <summary>The coefficients in the order of <see cref="Coefficients.Of(CoefficientImage)"/>.</summary>
    public short[] Flatten()
    {
        var all = new List<short>();
        foreach (var component in Components)
            for (var y = 0; y < component.HeightInBlocks; y++)
                for (var x = 0; x < component.WidthInBlocks; x++)
                {
                    var natural = new short[64];
                    for (var k = 0; k < 64; k++) natural[Zigzag.NaturalOrder[k]] = checked((short)component.Block(y, x)[k]);
                    all.AddRange(natural);
                }
        return [.. all];
    }
}

using FrequencyML.Dct;
using FrequencyML.Dct.Tests;
using FrequencyML.Tests.Shared;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Conformance.Tests;

/// <summary>The clauses T1 to T16 of docs/contracts.md.</summary>
public sealed class TensorClauses
{
    /// <summary>The library sums up to 10^3 products of float32 values up to 10^3: 10^-3 of rounding, and ten times that as a margin.</summary>
    private const double Rounding = 1e-2;

    private static readonly int[] Mixed = [0, 1, 8, 27, 63, 64, 65, 72, 128, 136, 129];

    [Test]
    public void T1_Index_IsComponentThenVerticalThenHorizontal()
    {
        var channel = new DctChannel(ColorComponent.Cb, v: 1, u: 2);
        Assert.That((channel.Index, channel.ToString()), Is.EqualTo((64 + 8 + 2, "Cb10")));
        Assert.That(new DctChannel(191), Is.EqualTo(new DctChannel(ColorComponent.Cr, 7, 7)));
        Assert.That(() => new DctChannel(192), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void T1_VerticalFrequency_IsAcrossRows()
    {
        // A plane that changes from row to row only has vertical frequencies only.
        var image = Gray(8, 8, (y, _) => 16 * y);
        Assert.That(Math.Abs(Extract(image, 8, 8, [8])[0]), Is.GreaterThan(100));
        Assert.That(Extract(image, 8, 8, [1])[0], Is.Zero.Within(Rounding));
    }

    [Test]
    public void T2_Layout_IsChannelThenBlockRowThenBlockColumn()
    {
        // Blocks of 100, 110, 120 and 130, left to right and top to bottom, and the DC as the second channel.
        var image = Gray(16, 16, (y, x) => 100 + 10 * (y / 8 * 2 + x / 8));
        Assert.That(Extract(image, 16, 16, [9, 0])[4..], Is.EqualTo([-224f, -144f, -64f, 16f]).Within(Rounding));
    }

    [Test]
    public void T3_RandomBlocks_EqualTheFormula() => AssertEqual(16, 16, 16, 16);

    [TestCase(0), TestCase(128), TestCase(255)]
    public void T3_FlatBlock_HasEightTimesItsDistanceFrom128(int value) =>
        Assert.That(Extract(Gray(8, 8, (_, _) => value), 8, 8, [0, 1, 9]), Is.EqualTo([8f * (value - 128), 0, 0]).Within(Rounding));

    [TestCase(255, 0, 0), TestCase(0, 255, 0), TestCase(0, 0, 255), TestCase(10, 20, 200)]
    public void T4_Color_IsFullRangeBt601(int red, int green, int blue)
    {
        var image = PngFile.Encode(8, 8, 8, PngFile.TrueColor, [.. Enumerable.Repeat(new[] { (byte)red, (byte)green, (byte)blue }, 64).SelectMany(pixel => pixel)]);
        var luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        Assert.That(Extract(image, 8, 8, [0, 64, 128]), Is.EqualTo([8 * (luma - 128), 8 * (blue - luma) / 1.772, 8 * (red - luma) / 1.402]).Within(Rounding));
    }

    [TestCase(1), TestCase(2), TestCase(3), TestCase(4), TestCase(5), TestCase(6), TestCase(7), TestCase(8), TestCase(0), TestCase(9)]
    public void T5_Orientation_TurnsTheImageBeforeAllElse(int orientation)
    {
        const int height = 24, width = 40;
        var luma = Random(seed: 5);
        var file = HandWrittenJpeg.Write(width, height, 3, [luma], orientation);
        var stored = luma.Samples(height, width, 3);
        var shown = Shown(stored, orientation);
        var expected = new NaiveChannels { Resize = 20, Crop = 16 }.Of([shown], 0, 1, 8, 10);
        Assert.That(Extract(file, 20, 16, [0, 1, 8, 10]), Is.EqualTo(expected).Within(Rounding));
    }

    [TestCase(33, 20), TestCase(20, 33), TestCase(50, 7), TestCase(7, 7)]
    public void T6_LongSide_IsRoundedDown(int width, int height) => AssertEqual(width, height, 24, 16);

    [TestCase(17), TestCase(18), TestCase(19), TestCase(20), TestCase(21)]
    public void T7_Offset_IsRoundedHalfToEven(int resize) => AssertEqual(21, 30, resize, 16);

    [TestCase(448, 12, "The crop is 12 pixels; expected a positive multiple of 8.")]
    [TestCase(448, 0, "The crop is 0 pixels; expected a positive multiple of 8.")]
    public void T7_OtherCrop_IsRefused(int resize, int crop, string message) =>
        Assert.That(() => new ImageGeometry(resize, crop), Throws.InstanceOf<ArgumentException>().With.Message.StartsWith(message));

    [TestCase(111, 112), TestCase(16385, 112)]
    public void T7_OtherResize_IsRefused(int resize, int crop) => Assert.That(() => new ImageGeometry(resize, crop), Throws.InstanceOf<ArgumentException>());

    [TestCase(61, 47, 24), TestCase(10, 12, 40), TestCase(16, 16, 16), TestCase(97, 200, 16)]
    public void T8_Triangle_IsAntialiased(int width, int height, int resize) => AssertEqual(width, height, resize, 16);

    [TestCase(61, 47, 24), TestCase(10, 12, 40), TestCase(97, 200, 16)]
    public void T9_Bilinear_HasTwoTaps(int width, int height, int resize) => AssertEqual(width, height, resize, 16, bilinear: true);

    [Test]
    public void T10_Steps_KeepFractions()
    {
        // Two columns of 0 and 1 are resized to 1 column of one half: a step that rounds would lose it.
        var image = Gray(16, 16, (_, x) => x % 2);
        Assert.That(Extract(image, 8, 8, [0])[0], Is.EqualTo(8 * (0.5 - 128)).Within(Rounding));
    }

    [TestCase(false), TestCase(true)]
    public void T11_Dctnet_BlursChromaWithinTheCrop(bool bilinear) => AssertEqual(30, 40, 24, 16, bilinear, dctnet: true);

    [Test]
    public void T12_Gray_HasNoChroma()
    {
        var png = Gray(16, 16, (y, x) => 10 * y + x);
        var jpeg = HandWrittenJpeg.Write(16, 16, 2, [Random(seed: 12)]);
        var chroma = Enumerable.Range(64, 128).ToArray();
        Assert.That(Extract(jpeg, 16, 16, chroma), Is.All.Zero);
        Assert.That(Extract(png, 16, 16, chroma), Is.All.EqualTo(0).Within(Rounding));
        Assert.That(Extract(png, 16, 16, [0])[0], Is.EqualTo(8 * (10 * 3.5 + 3.5 - 128)).Within(Rounding));
    }

    [Test]
    public void T13_Transparency_IsBlack()
    {
        var pixels = Enumerable.Range(0, 64).SelectMany(i => new byte[] { 200, 200, 200, (byte)(i % 2 == 0 ? 255 : 0) }).ToArray();
        Assert.That(Extract(PngFile.Encode(8, 8, 8, PngFile.TrueColorAlpha, pixels), 8, 8, [0])[0], Is.EqualTo(8 * (100 - 128)).Within(Rounding));
    }

    [Test]
    public void T14_JpegWithoutResizing_HasItsOwnCoefficients()
    {
        var luma = Random(seed: 14);
        var tensor = Extract(HandWrittenJpeg.Write(16, 16, 5, [luma]), 16, 16, [.. Enumerable.Range(0, 64)]);
        for (var index = 0; index < 64; index++)
            for (var block = 0; block < 4; block++)
                Assert.That(tensor[index * 4 + block], Is.EqualTo(5 * luma.Levels(block / 2, block % 2)[index]).Within(Rounding), $"coefficient {index} of block {block}");
    }

    [Test]
    public void T14_JpegResized_IsNeitherRoundedNorClamped()
    {
        // Levels this large lead far beyond 0..255, which a decoder to pixels would cut off.
        HandWrittenJpeg.Component[] components = [Random(1, 1, seed: 141, largest: 60), Random(1, 1, seed: 142), Random(1, 1, seed: 143)];
        var samples = components.Select(component => component.Samples(40, 30, 8)).ToArray();
        Assert.That(samples[0].Cast<double>().Max(), Is.GreaterThan(400));
        Assert.That(Extract(HandWrittenJpeg.Write(30, 40, 8, components), 20, 16, Mixed), Is.EqualTo(new NaiveChannels { Resize = 20, Crop = 16 }.Of(samples, Mixed)).Within(Rounding));
    }

    [TestCase(2, 2, 30, 38), TestCase(2, 1, 33, 25), TestCase(1, 2, 17, 21), TestCase(4, 1, 45, 20), TestCase(2, 2, 16, 16)]
    public void T15_Subsampled_IsInterpolatedAndPaddingIsNotRead(int horizontal, int vertical, int width, int height)
    {
        // Every block has values of its own, so a sample beyond the image that is read changes the result.
        HandWrittenJpeg.Component[] components = [Random(horizontal, vertical, seed: 151), Random(1, 1, seed: 152), Random(1, 1, seed: 153)];
        int chromaWidth = (width + horizontal - 1) / horizontal, chromaHeight = (height + vertical - 1) / vertical;
        double[][,] samples =
        [
            components[0].Samples(height, width, 4),
            .. components[1..].Select(component => Upsampled(component.Samples(chromaHeight, chromaWidth, 4), height, vertical, width, horizontal)),
        ];
        var expected = new NaiveChannels { Resize = 16, Crop = 16 }.Of(samples, Mixed);
        Assert.That(Extract(HandWrittenJpeg.Write(width, height, 4, components), 16, 16, Mixed), Is.EqualTo(expected).Within(Rounding));
    }

    [Test]
    public void T16_Column_IsFlatAndOfKnownSize()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.png", Gray(8, 8, (_, _) => 138));
        var mlContext = new MLContext();
        var data = mlContext.Data.LoadFromEnumerable(new[] { new { Path = path } });
        var options = new DctChannelsOptions { Selection = ChannelSelection.Parse("Y0,Cb0"), Geometry = new ImageGeometry(16, 16) };
        var column = mlContext.Transforms.DctChannels("Dct", "Path", options).Fit(data).Transform(data);
        Assert.That(column.Schema["Dct"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 2 * 2 * 2)));
        Assert.That(column.GetColumn<float[]>("Dct").Single(), Is.EqualTo([80f, 80, 80, 80, 0, 0, 0, 0]).Within(Rounding));
    }

    /// <summary>Random pixels in a PNG file, against the formulas.</summary>
    private static void AssertEqual(int width, int height, int resize, int crop, bool bilinear = false, bool dctnet = false)
    {
        var rgb = new byte[3 * width * height];
        new Random(width * 1000 + height).NextBytes(rgb);
        var expected = new NaiveChannels { Resize = resize, Crop = crop, Bilinear = bilinear, Dctnet = dctnet }.Of(NaiveChannels.YCbCr(rgb, width, height), Mixed);
        var geometry = new ImageGeometry(resize, crop, bilinear ? ResizeKernel.Bilinear : ResizeKernel.Triangle, dctnet ? ChromaFilter.Dctnet : ChromaFilter.None);
        Assert.That(Extract(PngFile.Encode(width, height, 8, PngFile.TrueColor, rgb), geometry, Mixed), Is.EqualTo(expected).Within(Rounding));
    }

    private static byte[] Gray(int width, int height, Func<int, int, int> sample) => PngFile.Encode(
        width, height, 8, PngFile.Gray, [.. from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) select (byte)sample(y, x)]);

    private static float[] Extract(byte[] file, int resize, int crop, int[] indices) => Extract(file, new ImageGeometry(resize, crop), indices);

    private static float[] Extract(byte[] file, ImageGeometry geometry, int[] indices)
    {
        var extractor = new DctChannelExtractor(new ChannelSelection(indices.Select(index => new DctChannel(index))), geometry);
        var tensor = new float[indices.Length * (geometry.Crop / 8) * (geometry.Crop / 8)];
        extractor.Extract(file, tensor);
        return tensor;
    }

    private static HandWrittenJpeg.Component Random(int seed) => Random(1, 1, seed);

    /// <summary>A component of random levels, another block each, that are the same whenever they are asked for.</summary>
    private static HandWrittenJpeg.Component Random(int horizontal, int vertical, int seed, int largest = 12) => new(horizontal, vertical, (row, column) =>
    {
        var random = new Random(seed * 10_000 + row * 100 + column);
        return [.. Enumerable.Range(0, 64).Select(_ => random.Next(3) == 0 ? random.Next(-largest, largest + 1) : 0)];
    });

    /// <summary>T15: by the ratio of the factors, which is not that of the sizes where these are odd.</summary>
    private static double[,] Upsampled(double[,] samples, int height, int vertical, int width, int horizontal)
    {
        var result = new double[height, width];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                double row = (y + 0.5) / vertical - 0.5, column = (x + 0.5) / horizontal - 0.5;
                int top = (int)Math.Floor(row), left = (int)Math.Floor(column);
                for (var i = 0; i < 2; i++)
                    for (var j = 0; j < 2; j++)
                        result[y, x] += (i == 0 ? 1 - (row - top) : row - top) * (j == 0 ? 1 - (column - left) : column - left)
                            * samples[Math.Clamp(top + i, 0, samples.GetLength(0) - 1), Math.Clamp(left + j, 0, samples.GetLength(1) - 1)];
            }
        return result;
    }

    /// <summary>What EXIF's orientations show: the stored sample of each shown one.</summary>
    private static double[,] Shown(double[,] stored, int orientation)
    {
        int height = stored.GetLength(0), width = stored.GetLength(1);
        var isTurned = orientation is >= 5 and <= 8;
        var shown = new double[isTurned ? width : height, isTurned ? height : width];
        for (var y = 0; y < shown.GetLength(0); y++)
            for (var x = 0; x < shown.GetLength(1); x++)
            {
                shown[y, x] = orientation switch
                {
                    2 => stored[y, width - 1 - x],
                    3 => stored[height - 1 - y, width - 1 - x],
                    4 => stored[height - 1 - y, x],
                    5 => stored[x, y],
                    6 => stored[height - 1 - x, y],
                    7 => stored[height - 1 - x, width - 1 - y],
                    8 => stored[x, width - 1 - y],
                    _ => stored[y, x],
                };
            }
        return shown;
    }
}

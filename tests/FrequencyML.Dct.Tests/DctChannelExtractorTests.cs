using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

/// <summary>Pixels to channels against the slow twins; the other parts test orientation, file formats, errors and threads.</summary>
public sealed partial class DctChannelExtractorTests
{
    // float32 rounding of weights and of two sums of products, coefficients up to 1024 (2040 for saturated chroma); seen: 2.4e-4.
    private const double Tolerance = 1e-2;

    private static readonly ChannelSelection[] Selections =
    [
        ChannelSelection.Published(24), ChannelSelection.All, ChannelSelection.Parse("Cr5,Y63,Y0,Cb17,Y9,Y12,Cb0,Y40,Cr62"),
        ChannelSelection.Published(6), ChannelSelection.Parse("Cb63"), ChannelSelection.Published(64), ChannelSelection.LowFrequency(10, 3, 6),
        ChannelSelection.Published(32), ChannelSelection.Published(48),
    ];

    private static IEnumerable<object[]> SmallGeometries() => Cases(
        sizes: [(1, 1), (1, 37), (37, 1), (2, 2), (7, 7), (8, 8), (5, 2000), (2000, 5), (64, 48), (48, 64), (50, 50), (112, 112), (333, 301)],
        squares: [(8, 8), (9, 8), (11, 8), (14, 8), (128, 112), (112, 112)]);

    private static IEnumerable<object[]> PaperGeometries() => Cases(
        sizes: [(1, 1), (1, 61), (64, 48), (203, 301), (448, 448), (512, 512), (600, 448), (1031, 777)],
        squares: [(512, 448), (448, 448)]);

    [TestCaseSource(nameof(SmallGeometries)), TestCaseSource(nameof(PaperGeometries))]
    public void Extract_Pixels_MatchReferencePipeline(int width, int height, ImageGeometry geometry, ChannelSelection selection, int seed)
    {
        var image = Image(width, height, seed);
        var actual = Extract(image.EncodePng(), selection, geometry);
        Assert.That(Difference.Max(ReferencePipeline.Extract(image, selection, geometry), actual), Is.LessThan(Tolerance));
    }

    [TestCase(61, 43, 11, 8), TestCase(43, 61, 128, 112), TestCase(301, 203, 112, 112), TestCase(120, 90, 256, 224), TestCase(9, 200, 16, 16)]
    public void Extract_Pixels_MatchDenseTwin(int width, int height, int resize, int crop)
    {
        foreach (var kernel in Enum.GetValues<ResizeKernel>())
            foreach (var filter in Enum.GetValues<ChromaFilter>())
            {
                var geometry = new ImageGeometry(resize, crop, kernel, filter);
                var image = Image(width, height, seed: width + (int)kernel);
                var actual = Extract(image.EncodePng(), ChannelSelection.All, geometry);
                var planes = ReferencePipeline.Components(image);
                var blocks = geometry.CropInBlocks;
                var expected = new double[actual.Length];
                for (var component = 0; component < 3; component++)
                {
                    AxisGeometry Axis(int length) => new(length, (long)resize * length / Math.Min(width, height), crop, kernel,
                        Blur: component > 0 && filter == ChromaFilter.Dctnet, Flip: false, Frequencies: 0xFF);
                    var plane = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(planes[component]);
                    var product = DenseOperator.Build(Axis(height)) * plane * DenseOperator.Build(Axis(width)).Transpose(); // A_v . P . A_h^T
                    for (var y = 0; y < crop; y++)
                        for (var x = 0; x < crop; x++)
                            expected[((component * 64 + y % 8 * 8 + x % 8) * blocks + y / 8) * blocks + x / 8] = product[y, x];
                }
                Assert.That(Difference.Max(expected, actual), Is.LessThan(Tolerance), $"{kernel}, {filter}");
                Assert.That(Difference.Max(expected, ReferencePipeline.Extract(image, ChannelSelection.All, geometry)),
                    Is.LessThan(1e-9), "the two twins differ by double rounding only");
            }
    }

    // At scale 1 the crop takes stored pixels unchanged, so its offset can be read off: (size - 8) / 2, halves to even.
    [TestCase(8, 0), TestCase(9, 0), TestCase(10, 1), TestCase(11, 2), TestCase(12, 2), TestCase(13, 2), TestCase(14, 3), TestCase(15, 4)]
    [TestCase(17, 4)]
    public void Extract_ScaleOne_CropsAtTheHalfRoundedToEven(int longSide, int offset)
    {
        foreach (var kernel in Enum.GetValues<ResizeKernel>())
            foreach (var portrait in new[] { false, true })
            {
                var image = portrait ? TestImage.Noise(8, longSide, longSide) : TestImage.Noise(longSide, 8, longSide);
                var crop = TestImage.From(8, 8, (y, x) => portrait ? image.Pixel(y + offset, x) : image.Pixel(y, x + offset));
                var expected = ReferencePipeline.Select(ReferencePipeline.Components(crop), ChannelSelection.All);
                var actual = Extract(image.EncodePng(), ChannelSelection.All, new ImageGeometry(8, 8, kernel));
                Assert.That(Difference.Max(expected, actual), Is.LessThan(Tolerance), $"{kernel}, portrait {portrait}");
            }
    }

    [TestCase(0, 0, 0), TestCase(255, 255, 255), TestCase(255, 0, 0), TestCase(0, 0, 255), TestCase(17, 130, 201)]
    public void Extract_FlatColour_HasOnlyDcOfEightTimesItsComponents(byte red, byte green, byte blue)
    {
        var image = TestImage.From(75, 50, (_, _) => (red, green, blue));
        foreach (var filter in Enum.GetValues<ChromaFilter>())
        {
            var geometry = new ImageGeometry(64, 56, chromaFilter: filter);
            var actual = Extract(image.EncodePng(), ChannelSelection.All, geometry);
            var expected = new double[actual.Length];
            for (var component = 0; component < 3; component++)
                Array.Fill(expected, 8 * ReferencePipeline.Components(image)[component][0, 0], component * 64 * 49, 49);
            Assert.That(Difference.Max(expected, actual), Is.LessThan(Tolerance));
        }
    }

    [Test]
    public void Extract_FromFile_EqualsExtractFromItsBytes()
    {
        var file = TestImage.Scene(90, 61).EncodePng();
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(64, 56));
        float[] fromFile = new float[extractor.Length], fromBytes = new float[extractor.Length];
        WithFile("image.png", file, path => extractor.Extract(path, fromFile));
        extractor.Extract(file, fromBytes);
        Assert.That(fromFile, Is.EqualTo(fromBytes));
    }

    [Test]
    public void Properties_Always_DescribeTheTensor()
    {
        var geometry = new ImageGeometry(64, 56);
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), geometry);
        Assert.That(extractor.Length, Is.EqualTo(24 * 7 * 7));
        Assert.That(extractor.Geometry, Is.SameAs(geometry));
        Assert.That(extractor.Selection, Is.EqualTo(ChannelSelection.Published(24)));
        Assert.That(() => new DctChannelExtractor(null!, geometry), Throws.ArgumentNullException);
        Assert.That(() => new DctChannelExtractor(ChannelSelection.All, null!), Throws.ArgumentNullException);
    }

    /// <summary>Every size with every square, kernel and filter; the selections take turns.</summary>
    private static IEnumerable<object[]> Cases((int Width, int Height)[] sizes, (int Resize, int Crop)[] squares)
    {
        var seed = 0;
        foreach (var (width, height) in sizes)
            foreach (var (resize, crop) in squares)
                foreach (var kernel in Enum.GetValues<ResizeKernel>())
                    foreach (var filter in Enum.GetValues<ChromaFilter>())
                        yield return [width, height, new ImageGeometry(resize, crop, kernel, filter), Selections[seed++ % Selections.Length], seed];
    }

    private static TestImage Image(int width, int height, int seed) => (seed % 3) switch
    {
        0 => TestImage.Scene(width, height),
        1 => TestImage.Noise(width, height, seed),
        _ => TestImage.Extremes(width, height, seed),
    };

    /// <summary>Channels by way of pixels, which the test knows or decodes itself; the coefficients of JPEG files have tests of their own.</summary>
    private static float[] Extract(byte[] file, ChannelSelection selection, ImageGeometry geometry)
    {
        var extractor = new DctChannelExtractor(selection, geometry, decoding: new DecodingOptions { Path = DecodingPath.Pixels });
        var channels = new float[extractor.Length];
        Array.Fill(channels, float.NaN);                 // a value that is never written fails every comparison
        extractor.Extract(file, channels);
        return channels;
    }

    /// <summary>Writes a file to a new temporary folder, which is removed afterwards.</summary>
    private static void WithFile(string name, byte[] content, Action<string> use)
    {
        var folder = Directory.CreateTempSubdirectory("frequencyml-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, content);
            use(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

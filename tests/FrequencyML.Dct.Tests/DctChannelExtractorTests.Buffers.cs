using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

// Buffers and operators are kept from image to image: nothing of that may show but in time.
public sealed partial class DctChannelExtractorTests
{
    private static readonly string[] SteadyKinds =
        ["2x2-sequential-33", "2x2-progressive-33", "2x2-non-interleaved-33", "gray", "4x2-restart-row-33"];

    private static readonly ChannelSelection FewChannels = ChannelSelection.Parse("Cr5,Y63,Cb2");

    [Test]
    public void Extract_ImagesInTurn_EqualThoseOfAFreshThread()
    {
        (byte[] File, DctChannelExtractor Extractor)[] turns =
        [
            (TestImage.Noise(301, 203, 1).EncodeJpeg(), Lenient(ChannelSelection.All, new ImageGeometry(64, 56))),
            (GoldenFiles.Read("2x2-progressive-33"), Lenient(ChannelSelection.Published(24), new ImageGeometry(37, 24))),
            (new JpegFile(75, 101, 2, (2, 1), (1, 1), (1, 2)).Encode(interleaved: false), Lenient(FewChannels, new ImageGeometry(9, 8))),
            (GoldenFiles.Read("gray"), Lenient(ChannelSelection.All, new ImageGeometry(17, 16))),
            (TestImage.Noise(301, 203, 3).EncodeJpeg()[..9000], Lenient(ChannelSelection.All, new ImageGeometry(64, 56))),
            (GoldenFiles.Read("cmyk"), Lenient(ChannelSelection.Published(24), new ImageGeometry(37, 24))),
            (TallTransposed(), Lenient(ChannelSelection.Published(64), new ImageGeometry(24, 24))),
            (GoldenFiles.Read("quantization-16-bit")[..^60], Lenient(ChannelSelection.All, new ImageGeometry(64, 56))),
            (new JpegFile(1, 1, 5, (1, 1), (1, 1), (1, 1)).Encode(), Lenient(ChannelSelection.All, new ImageGeometry(128, 112))),
        ];
        var fresh = Array.ConvertAll(turns, turn =>
        {
            float[] channels = [];
            OnNewThread(() => channels = Extract(turn.Extractor, turn.File));
            return channels;
        });
        for (var round = 0; round < 40; round++)
        {
            var turn = round * 7 % turns.Length;                                      // no common factor: all of them, in another order
            AssertBitIdentical(fresh[turn], Extract(turns[turn].Extractor, turns[turn].File), $"image {turn} in round {round}");
        }

        static DctChannelExtractor Lenient(ChannelSelection selection, ImageGeometry geometry) =>
            new(selection, geometry, decoding: new DecodingOptions { Lenient = true });
    }

    [Test]
    public void Extract_AfterTheCacheWasEmptied_IsBitIdentical()
    {
        var file = TestImage.Noise(301, 203, 1).EncodeJpeg();
        var extractors = Enumerable.Range(0, 60).Select(i =>
        {
            var geometry = new ImageGeometry(64 + i % 20, 56, i % 3 == 0 ? ResizeKernel.Bilinear : ResizeKernel.Triangle);
            return new DctChannelExtractor(Selections[i % Selections.Length], geometry, decoding: FromCoefficients);
        }).ToArray();
        var first = Array.ConvertAll(extractors, extractor => Extract(extractor, file));
        var vertical = new AxisGeometry(203, 64, 56, ResizeKernel.Bilinear, Blur: false, Flip: false, 0b1111) { InBlocks = true };
        var held = CoefficientAxis.Get(vertical, 4);
        Assert.That(CoefficientAxis.Get(vertical, 4), Is.SameAs(held));
        for (var i = 0; i < 40; i++)                                                  // 2 MB of weights each, and the cache holds 64 MiB
            CoefficientAxis.Get(vertical with { Length = 60_000 + i, Resized = 60_000, Crop = 60_000, Frequencies = 0xFF }, 4);
        Assert.That(CoefficientAxis.Get(vertical, 4), Is.Not.SameAs(held), "it was not emptied");
        for (var i = 0; i < extractors.Length; i++) AssertBitIdentical(first[i], Extract(extractors[i], file), $"geometry {i}");
    }

    [Test]
    public void Extract_JpegsFromManyThreads_EqualSequentialBitForBit()
    {
        byte[][] files =
        [
            .. SteadyKinds.Select(GoldenFiles.Read), GoldenFiles.Read("cmyk"), TestImage.Noise(301, 203, 1).EncodeJpeg(),
            TestImage.Scene(90, 350).EncodeJpeg(), TallTransposed(),
        ];
        DctChannelExtractor[] extractors =
        [
            new(ChannelSelection.Published(24), new ImageGeometry(128, 112)),
            new(ChannelSelection.All, new ImageGeometry(37, 24, ResizeKernel.Bilinear)),
            new(FewChannels, new ImageGeometry(16, 16)),
        ];
        var sequential = Array.ConvertAll(extractors, extractor => Array.ConvertAll(files, file => Extract(extractor, file)));
        Parallel.For(0, 1500, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            int extractor = i % extractors.Length, file = i / extractors.Length % files.Length;
            AssertBitIdentical(sequential[extractor][file], Extract(extractors[extractor], files[file]), $"run {i}");
        });
    }

    [Test]
    public void Extract_CoefficientsInSteadyState_AllocateNothing([ValueSource(nameof(SteadyKinds))] string name, [Values] bool lenient)
    {
        var file = GoldenFiles.Read(name);
        var extractor = new DctChannelExtractor(
            ChannelSelection.Published(24), new ImageGeometry(64, 56), decoding: new DecodingOptions { Lenient = lenient });
        var channels = new float[extractor.Length];
        for (var i = 0; i < 3; i++) extractor.Extract(file, channels);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) extractor.Extract(file, channels);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Extract_PhotographsInTurnInSteadyState_AllocateNothing()
    {
        byte[][] files =
        [
            TestPhotograph.Create(300, 225, 1).EncodeJpeg(90), TestPhotograph.Create(225, 300, 2).EncodeJpeg(90),
            GoldenFiles.Read("2x2-progressive-33"),
        ];
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(), decoding: FromCoefficients);
        var channels = new float[extractor.Length];
        for (var i = 0; i < 9; i++) extractor.Extract(files[i % 3], channels);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 9; i++) extractor.Extract(files[i % 3], channels);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    /// <summary>Chroma larger than luma, and columns that become rows.</summary>
    private static byte[] TallTransposed() => EncodedFiles.WithExifOrientation(new JpegFile(9, 700, 4, (1, 1), (2, 2), (1, 2)).Encode(), 7);

    private static void AssertBitIdentical(float[] expected, float[] actual, string what) =>
        Assert.That(actual.AsSpan().SequenceEqual(expected), Is.True, what);
}

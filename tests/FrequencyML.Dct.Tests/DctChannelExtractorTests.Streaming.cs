using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

// A sequential interleaved file is computed from a window of block rows, any other from the whole image: the same sums in the same order.
public sealed partial class DctChannelExtractorTests
{
    private static readonly object[] StreamedSamplings =
    [
        new object[] { new[] { (1, 1), (1, 1), (1, 1) } }, new object[] { new[] { (2, 2), (1, 1), (1, 1) } },
        new object[] { new[] { (1, 4), (1, 1), (1, 2) } }, new object[] { new[] { (1, 1), (2, 2), (1, 2) } },
        new object[] { new[] { (1, 3), (1, 2), (1, 1) } },
    ];

    [Test]
    public void Extract_VariantsOfTheSameCoefficients_AreBitIdentical(
        [ValueSource(typeof(GoldenFiles), nameof(GoldenFiles.Samplings))] string sampling,
        [ValueSource(typeof(GoldenFiles), nameof(GoldenFiles.Sides))] int side) =>
        AssertBitIdentical(Array.ConvertAll(GoldenFiles.Variants, variant => GoldenFiles.Read(sampling, variant, side)));

    [Test]
    public void Extract_FilesOfOneImage_AreBitIdentical() => AssertBitIdentical(Array.ConvertAll(GoldenFiles.OfOneImage, GoldenFiles.Read));

    [Test]
    public void Extract_GraySampledTwoByTwo_IsBitIdenticalToPlainGray() =>
        AssertBitIdentical(GoldenFiles.Read("gray"), GoldenFiles.Read("gray-2x2"));

    [TestCaseSource(nameof(StreamedSamplings))]
    public void Extract_ManyTimesTheWindow_IsBitIdenticalToTheWholeImage((int Horizontal, int Vertical)[] sampling)
    {
        foreach (var (width, height) in new[] { (40, 700), (203, 301), (9, 1030) })
        {
            var image = new JpegFile(width, height, seed: height, sampling);
            AssertBitIdentical(image.Encode(), image.Encode(interleaved: false));
        }
    }

    [Test]
    public void Extract_LargeSequentialJpeg_HoldsAFewRowsOfIt()
    {
        var jpeg = TestImage.From(2400, 2400, (_, _) => (10, 20, 30)).EncodeJpeg();
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(512, 448), decoding: FromCoefficients);
        var channels = new float[extractor.Length];
        long allocated = 0;
        OnNewThread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            extractor.Extract(jpeg, channels);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        // The coefficients are 17 MB. Seen: 2.6 MB, with the operators of a new geometry.
        Assert.That(allocated, Is.Positive.And.LessThan(4 << 20));
    }

    private static void AssertBitIdentical(params byte[][] files)
    {
        foreach (var (resize, crop) in CoefficientSquares)
            foreach (var kernel in Enum.GetValues<ResizeKernel>())
                foreach (var orientation in new[] { 1, 3, 6, 8 })                     // rows from the top, from the bottom, and as columns
                {
                    var selection = Selections[(resize + orientation) % Selections.Length];
                    var extractor = new DctChannelExtractor(selection, new ImageGeometry(resize, crop, kernel), decoding: FromCoefficients);
                    var channels = Array.ConvertAll(files, file => Extract(extractor, EncodedFiles.WithExifOrientation(file, orientation)));
                    for (var i = 1; i < files.Length; i++)
                        AssertBitIdentical(channels[0], channels[i], $"file {i}, resize {resize}, {kernel}, orientation {orientation}");
                }
    }

    /// <summary>Runs something on a thread that has no buffers yet.</summary>
    private static void OnNewThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("The thread failed.", failure);
    }
}

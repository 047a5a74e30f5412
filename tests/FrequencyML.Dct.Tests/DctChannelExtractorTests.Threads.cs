using System.Buffers;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed partial class DctChannelExtractorTests
{
    [Test]
    public void Extract_FromManyThreads_EqualsSequentialBitForBit()
    {
        var files = Enumerable.Range(0, 10).Select(i => i % 2 == 0
            ? Image(40 + 61 * i, 300 - 27 * i, i).EncodePng()
            : EncodedFiles.WithExifOrientation(Image(40 + 61 * i, 300 - 27 * i, i).EncodeJpeg(), i % 8 + 1)).ToArray();
        DctChannelExtractor[] extractors =
        [
            new(ChannelSelection.Published(24), new ImageGeometry(128, 112)),
            new(ChannelSelection.All, new ImageGeometry(64, 56, ResizeKernel.Bilinear, ChromaFilter.Dctnet)),
        ];
        var sequential = extractors.Select(extractor => files.Select(file => Extract(extractor, file)).ToArray()).ToArray();
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var actual = Extract(extractors[i % 2], files[i / 2 % files.Length]);
            Assert.That(actual.AsSpan().SequenceEqual(sequential[i % 2][i / 2 % files.Length]), Is.True, $"run {i}");
        });
    }

    [Test]
    public void Extract_GoodAndBadFilesFromManyThreads_EqualsSequentialBitForBit()
    {
        // A thread's buffers are given back when a file turns out to be damaged halfway: the next one must not see what it left.
        var good = new[] { "2x2-progressive-33", "2x2-restart-mcu-33", "gray", "cmyk", "exif-6-big-endian" }.Select(GoldenFiles.Read)
            .Append(Image(90, 61, 1).EncodePng()).Append(Image(130, 70, 2).EncodeJpeg()).ToArray();
        byte[][] files =
        [
            .. good.SelectMany((file, i) => new[] { file, file[..^(file.Length / (3 + i))], Flipped(file, i) }), [], "no image"u8.ToArray(),
        ];
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(64, 56));
        var lenient = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(64, 56), decoding: new DecodingOptions { Lenient = true });
        DctChannelExtractor[] extractors = [extractor, lenient];
        var sequential = extractors.Select(one => files.Select(file => Attempt(one, file)).ToArray()).ToArray();
        Assert.That(sequential[0].Select(result => result.Error is null), Has.Some.True.And.Some.False);
        Parallel.For(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var (actual, expected) = (Attempt(extractors[i % 2], files[i / 2 % files.Length]), sequential[i % 2][i / 2 % files.Length]);
            Assert.That(actual.Error, Is.EqualTo(expected.Error), $"run {i}");
            if (expected.Error is null) AssertBitIdentical(expected.Channels, actual.Channels, $"run {i}");
        });

        static byte[] Flipped(byte[] file, int seed)
        {
            var (random, flipped) = (new Random(seed), (byte[])file.Clone());
            for (var flips = 0; flips < 3; flips++) flipped[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            return flipped;
        }

        static (float[] Channels, string? Error) Attempt(DctChannelExtractor extractor, byte[] file)
        {
            try
            {
                return (Extract(extractor, file), null);
            }
            catch (Exception error) when (error is InvalidDataException or NotSupportedException)
            {
                return ([], $"{error.GetType().Name}: {error.Message}");
            }
        }
    }

    [Test]
    public void Extract_AfterBuffersHeldOtherValues_IsBitIdentical()
    {
        // Decoder and operators work in rented buffers: what an earlier user left there must not show.
        var indices = GifIndices(20 * 10, 15);
        byte[][] files =
        [
            TestImage.Scene(90, 61).EncodePng(), TestImage.Scene(90, 61).EncodeJpeg(), TestImage.Noise(1, 61, 1).EncodePng(),
            EncodedFiles.Gif(40, 30, GrayPalette, (7, 5, 20, 10, indices)), EncodedFiles.Bmp(TestImage.Noise(41, 30, 2)),
        ];
        var extractor = new DctChannelExtractor(ChannelSelection.All, new ImageGeometry(37, 32));
        foreach (var file in files)
        {
            Dirty((byte)0);
            Dirty(0f);
            var first = Extract(extractor, file);
            Dirty((byte)0xA5);
            Dirty(float.NaN);
            Assert.That(Extract(extractor, file), Is.EqualTo(first));
        }

        static void Dirty<T>(T value)
        {
            for (var length = 16; length <= 1 << 20; length *= 2)
            {
                var buffers = Enumerable.Range(0, 3).Select(_ => ArrayPool<T>.Shared.Rent(length)).ToArray();
                foreach (var buffer in buffers)
                {
                    Array.Fill(buffer, value);
                    ArrayPool<T>.Shared.Return(buffer);
                }
            }
        }
    }

    [Test]
    public void Extract_OneBlockFromManyRows_NeedsLittleBesidesThePixels()
    {
        // One block row that reads all 2000 rows: their components in float would take 48 MB.
        var file = TestImage.From(2000, 2000, (_, _) => (10, 20, 30)).EncodePng();
        var extractor = new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(8, 8));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Extract(extractor, file);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(24 << 20)); // 16 MiB of pixels, rented as such
    }

    private static float[] Extract(DctChannelExtractor extractor, byte[] file)
    {
        var channels = new float[extractor.Length];
        extractor.Extract(file, channels);
        return channels;
    }
}

using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests.Internal;

public sealed class ExifSegmentTests
{
    private const int OrientationTag = 0x0112, Short = 3;

    [Test]
    public void Orientation_OfEveryValue_IsRead([Values] bool bigEndian, [Range(0, 9)] int value) =>
        Assert.That(Orientation(bigEndian, 8, (OrientationTag, Short, 1, value)),
            Is.EqualTo(value is >= 1 and <= 8 ? (ExifOrientation?)value : null));

    [Test]
    public void Orientation_TagAbsent_IsNull([Values] bool bigEndian)
    {
        Assert.That(Orientation(bigEndian, 8), Is.Null);
        Assert.That(Orientation(bigEndian, 8, (0x0110, Short, 1, 6), (0x011A, Short, 1, 6)), Is.Null);
    }

    [Test]
    public void Orientation_OfAnotherType_IsPassedOver([Values] bool bigEndian, [Values(0, 1, 2, 4, 5, 0x0300)] int type)
    {
        Assert.That(Orientation(bigEndian, 8, (OrientationTag, type, 1, 6)), Is.Null);
        Assert.That(Orientation(bigEndian, 8, (OrientationTag, type, 1, 6), (OrientationTag, Short, 1, 3)),
            Is.EqualTo(ExifOrientation.Rotate180));
    }

    [Test]
    public void Orientation_DirectoryElsewhere_IsFound([Values] bool bigEndian, [Values(8, 9, 100, 5000)] int directory) =>
        Assert.That(Orientation(bigEndian, directory, (OrientationTag, Short, 1, 5)), Is.EqualTo(ExifOrientation.Transpose));

    [Test]
    public void Orientation_LastOf255Entries_IsFound([Values] bool bigEndian)
    {
        var entries = Enumerable.Range(0, 254).Select(i => (0x8000 + i, Short, 1, 1)).Append((OrientationTag, Short, 1, 8)).ToArray();
        Assert.That(Orientation(bigEndian, 8, entries), Is.EqualTo(ExifOrientation.Rotate270));
    }

    [Test]
    public void Orientation_CountBeyondTheSegment_ReadsTheEntriesThatAreThere([Values] bool bigEndian)
    {
        var segment = Segment(bigEndian, 8, (OrientationTag, Short, 1, 6));
        (segment[14], segment[15]) = (0xFF, 0xFF);
        Assert.That(ExifSegment.Orientation(segment), Is.EqualTo(ExifOrientation.Rotate90));
    }

    [Test]
    public void Orientation_DirectoryBeyondTheSegment_IsNull(
        [Values] bool bigEndian, [Values(27u, 28u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFEu, 0xFFFFFFFFu)] uint directory)
    {
        var segment = Segment(bigEndian, 8, (OrientationTag, Short, 1, 6));
        Assert.That(segment, Has.Length.EqualTo(6 + 26));
        for (var i = 0; i < 4; i++) segment[10 + i] = (byte)(directory >> 8 * (bigEndian ? 3 - i : i));
        Assert.That(ExifSegment.Orientation(segment), Is.Null);
    }

    [Test]
    public void Orientation_DirectoryAnywhere_NeverThrows([Values] bool bigEndian, [Range(0, 26)] int directory)
    {
        var segment = Segment(bigEndian, 8, (OrientationTag, Short, 1, 6));
        segment[bigEndian ? 13 : 10] = (byte)directory;
        Assert.That(() => ExifSegment.Orientation(segment), Throws.Nothing);
    }

    [Test]
    public void Orientation_TruncatedAtEveryByte_IsNull([Values] bool bigEndian)
    {
        var segment = Segment(bigEndian, 8, (OrientationTag, Short, 1, 6));
        var end = segment.Length - 4;                                                 // what follows is the offset of the next directory
        for (var length = 0; length < segment.Length; length++)
            Assert.That(ExifSegment.Orientation(segment.AsSpan(0, length)),
                Is.EqualTo(length < end ? null : (ExifOrientation?)ExifOrientation.Rotate90), $"{length} bytes");
    }

    [TestCase("Exif\0\0XX"), TestCase("Exif\0\0IM"), TestCase("http://ns.adobe.com/xap/1.0/\0"), TestCase("exif\0\0II")]
    [TestCase("Exif 0II")]
    public void Orientation_OfSomethingElse_IsNull(string start)
    {
        var segment = Segment(bigEndian: false, 8, (OrientationTag, Short, 1, 6));
        for (var i = 0; i < Math.Min(start.Length, segment.Length); i++) segment[i] = (byte)start[i];
        Assert.That(ExifSegment.Orientation(segment), Is.Null);
    }

    [Test]
    public void Orientation_WrongMagicNumber_IsNull()
    {
        var segment = Segment(bigEndian: false, 8, (OrientationTag, Short, 1, 6));
        segment[8] = 43;
        Assert.That(ExifSegment.Orientation(segment), Is.Null);
    }

    [Test]
    public void ReadHeader_OrientationInTheFile_IsFound([Values(2, 7)] int value)
    {
        byte[] exif = Segment(bigEndian: true, 8, (OrientationTag, Short, 1, value)), nothing = Segment(bigEndian: false, 8);
        byte[] Jpeg(params byte[][] segments)
        {
            var builder = new JpegBuilder();
            foreach (var segment in segments) builder.Segment(Marker.App1, segment);
            return builder.Raw(JpegBuilder.Gray().ToArray()[2..]).ToArray();
        }
        Assert.That(JpegHeader.Read(Jpeg(exif)).Orientation, Is.EqualTo((ExifOrientation)value));
        Assert.That(JpegHeader.Read(Jpeg(exif, nothing)).Orientation, Is.EqualTo((ExifOrientation)value), "another APP1 segment follows");
        Assert.That(JpegHeader.Read(Jpeg(nothing, exif)).Orientation, Is.EqualTo((ExifOrientation)value));
        Assert.That(JpegHeader.Read(Jpeg(nothing)).Orientation, Is.EqualTo(ExifOrientation.Normal));
        Assert.That(JpegHeader.Read(Jpeg()).Orientation, Is.EqualTo(ExifOrientation.Normal));
    }

    private static ExifOrientation? Orientation(
        bool bigEndian, int directory, params (int Tag, int Type, int Count, int Value)[] entries) =>
        ExifSegment.Orientation(Segment(bigEndian, directory, entries));

    /// <summary>The parameters of an APP1 segment with one image file directory. Source: EXIF 2.32, 4.5.2 and 4.6.2 (TIFF 6.0).</summary>
    private static byte[] Segment(bool bigEndian, int directory, params (int Tag, int Type, int Count, int Value)[] entries)
    {
        return
        [
            .. "Exif\0\0"u8, .. bigEndian ? "MM"u8 : "II"u8, .. Number(42, 2), .. Number(directory, 4), .. new byte[directory - 8],
            .. Number(entries.Length, 2),
            .. entries.SelectMany(entry =>
                (byte[])[.. Number(entry.Tag, 2), .. Number(entry.Type, 2), .. Number(entry.Count, 4), .. Number(entry.Value, 2), 0, 0]),
            .. Number(0, 4),
        ];

        byte[] Number(int value, int bytes) =>
            [.. Enumerable.Range(0, bytes).Select(i => (byte)(value >> 8 * (bigEndian ? bytes - 1 - i : i)))];
    }
}

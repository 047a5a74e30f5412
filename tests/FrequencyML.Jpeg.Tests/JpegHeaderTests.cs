using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

[Parallelizable(ParallelScope.Children)]
public sealed class JpegHeaderTests
{
    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void Read_GoldenFile_AgreesWithTheReadersHeader(CoefficientRow row)
    {
        var image = new CoefficientImage();
        image.Read(row.Bytes);
        Assert.That(Describe(JpegHeader.Read(row.Bytes)), Is.EqualTo(Describe(image.Header)));
    }

    [TestCase("gray.jpg", JpegColorModel.Gray, null)]
    [TestCase("gray-2x2.jpg", JpegColorModel.Gray, null)]
    [TestCase("optimized.jpg", JpegColorModel.YCbCr, null)]
    [TestCase("rgb.jpg", JpegColorModel.Rgb, 0)]
    [TestCase("cmyk.jpg", JpegColorModel.Cmyk, 0)]
    [TestCase("ycck.jpg", JpegColorModel.Ycck, 2)]
    public void ColorModel_GoldenFile_IsAsItsReadmeSays(string name, JpegColorModel colorModel, int? adobeTransform)
    {
        var header = JpegHeader.Read(CoefficientRow.GoldenFile(name).Bytes);
        Assert.That((header.ColorModel, header.AdobeTransform), Is.EqualTo((colorModel, adobeTransform)));
    }

    [TestCase("exif-6-little-endian.jpg", ExifOrientation.Rotate90), TestCase("exif-6-big-endian.jpg", ExifOrientation.Rotate90)]
    [TestCase("optimized.jpg", ExifOrientation.Normal), TestCase("comments.jpg", ExifOrientation.Normal)]
    public void Orientation_GoldenFile_IsAsItsReadmeSays(string name, ExifOrientation orientation)
    {
        var header = JpegHeader.Read(CoefficientRow.GoldenFile(name).Bytes);
        Assert.That(header.Orientation, Is.EqualTo(orientation));
        Assert.That((header.Width, header.Height), Is.EqualTo((33, 17)), "as stored");
    }

    // As decoders to pixels do; 0 and 9 are none.
    [TestCase("61", ExifOrientation.Rotate90), TestCase("16", ExifOrientation.Normal), TestCase("08", ExifOrientation.Rotate270), TestCase("939", ExifOrientation.Rotate180)]
    [TestCase("09", ExifOrientation.Normal)]
    public void Orientation_SeveralSegments_IsThatOfTheFirstThatHasOne(string values, ExifOrientation expected)
    {
        var builder = new JpegBuilder();
        foreach (var value in values)
            builder.Segment(Marker.App1, [.. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)(value - '0'), 0, 0, 0, 0, 0, 0]);
        builder.Frame(Marker.Sof0, 8, 8, 8, (1, 1, 1));
        Assert.That(JpegHeader.Read(builder.Scan([0, 63, 0], 1).ToArray()).Orientation, Is.EqualTo(expected));
    }

    // By libjpeg's rules: JFIF means YCbCr whatever Adobe says; without either, the components R, G and B are what they say.
    [TestCase("", "123", JpegColorModel.YCbCr), TestCase("", "RGB", JpegColorModel.Rgb), TestCase("", "BGR", JpegColorModel.YCbCr)]
    [TestCase("J", "RGB", JpegColorModel.YCbCr), TestCase("J0", "RGB", JpegColorModel.YCbCr), TestCase("0J", "123", JpegColorModel.YCbCr)]
    [TestCase("0", "123", JpegColorModel.Rgb), TestCase("1", "RGB", JpegColorModel.YCbCr), TestCase("9", "123", JpegColorModel.YCbCr)]
    [TestCase("", "1", JpegColorModel.Gray), TestCase("1", "1", JpegColorModel.Gray), TestCase("", "12", JpegColorModel.Unknown)]
    [TestCase("", "1234", JpegColorModel.Cmyk), TestCase("0", "1234", JpegColorModel.Cmyk)]
    [TestCase("2", "1234", JpegColorModel.Ycck), TestCase("1", "1234", JpegColorModel.Ycck)]
    [TestCase("s", "RGB", JpegColorModel.Rgb), TestCase("j", "RGB", JpegColorModel.Rgb), TestCase("k", "RGB", JpegColorModel.Rgb)]
    public void ColorModel_ByApplicationSegmentsAndComponents_IsAsInLibjpeg(string segments, string components, JpegColorModel expected)
    {
        var builder = new JpegBuilder();
        foreach (var segment in segments)
            _ = segment switch
            {
                'J' => builder.Segment(Marker.App0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]),
                'k' => builder.Segment(Marker.App0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0]),     // a byte too short
                'j' => builder.Segment(Marker.App0, [.. "JFXX\0"u8, 0x10]),
                's' => builder.Segment(Marker.App14, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0]),   // too short for a transform
                _ => builder.Segment(Marker.App14, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)(segment - '0')]),
            };
        builder.Frame(Marker.Sof0, 8, 8, 8, [.. components.Select(id => ((byte)id, 1, 1))]);
        var header = JpegHeader.Read(builder.Scan([0, 63, 0], (byte)components[0]).ToArray());
        Assert.That(header.ColorModel, Is.EqualTo(expected));
        Assert.That(header.AdobeTransform, Is.EqualTo(segments.Where(char.IsDigit).Select(digit => (int?)(digit - '0')).FirstOrDefault()));
    }

    [Test]
    public void Components_OfOddFactors_HaveTheSizesOfTheStandard()
    {
        // T.81, A.1.1: ceil(width * H / Hmax).
        var jpeg = new JpegBuilder().Frame(Marker.Sof0, 35, 19, 8, (1, 3, 1), (2, 2, 4), (3, 1, 3)).Scan([0, 63, 0], 1).ToArray();
        var header = JpegHeader.Read(jpeg);
        Assert.That((header.MaxHorizontalSampling, header.MaxVerticalSampling, header.ComponentCount), Is.EqualTo((3, 4, 3)));
        Assert.That(header[0], Is.EqualTo(new JpegComponent(1, 3, 1, 0, 35, 5)));
        Assert.That(header[1], Is.EqualTo(new JpegComponent(2, 2, 4, 0, 24, 19)));
        Assert.That(header[2], Is.EqualTo(new JpegComponent(3, 1, 3, 0, 12, 15)));
        Assert.That((header[1].WidthInBlocks, header[1].HeightInBlocks), Is.EqualTo((3, 3)));
        Assert.That(() => header[3], Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("3"));
        Assert.That(() => header[-1], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => default(JpegHeader)[0], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Read_FileThatEndsWithTheScanHeader_ReadsIt()
    {
        var jpeg = JpegBuilder.Gray(40, 30).ToArray();
        Assert.That(JpegHeader.Read(jpeg).Width, Is.EqualTo(40));
        Assert.That(() => JpegHeader.Read(jpeg.AsSpan(0, jpeg.Length - 10)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("truncated"));
    }

    [Test]
    public void IsJpeg_ByTheFirstTwoBytes_Tells()
    {
        Assert.That(JpegHeader.IsJpeg([0xFF, 0xD8]), Is.True);
        Assert.That(JpegHeader.IsJpeg([0xFF, 0xD8, 0]), Is.True);
        Assert.That(JpegHeader.IsJpeg([]), Is.False);
        Assert.That(JpegHeader.IsJpeg([0xFF]), Is.False);
        Assert.That(JpegHeader.IsJpeg([0xD8, 0xFF]), Is.False);
        Assert.That(JpegHeader.IsJpeg([0, 0xFF, 0xD8]), Is.False);
    }

    private static string Describe(JpegHeader header)
    {
        var components = string.Join(' ', Enumerable.Range(0, header.ComponentCount).Select(i => header[i]));
        return $"{header.Width} {header.Height} {header.Precision} {header.Process} {header.IsArithmetic} {header.Unsupported} " +
            $"{header.ColorModel} {header.Orientation} {header.AdobeTransform} " +
            $"{header.MaxHorizontalSampling} {header.MaxVerticalSampling} {components}";
    }
}

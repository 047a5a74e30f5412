using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

[Parallelizable(ParallelScope.Children)]
public sealed partial class CoefficientImageTests
{
    private static readonly JpegReadOptions Lenient = new() { Lenient = true };

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void Read_GoldenFile_GivesTheCoefficientsOfLibjpeg(CoefficientRow row)
    {
        var image = new CoefficientImage();
        image.Read(row.Bytes);
        AssertEquals(row, image);
        Assert.That(image.Damage, Is.Null);
    }

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void Read_GoldenFileLeniently_FindsNoDamage(CoefficientRow row)
    {
        var image = new CoefficientImage(Lenient);
        image.Read(row.Bytes);
        AssertEquals(row, image);
        Assert.That(image.Damage, Is.Null);
    }

    [Test]
    public void Read_AllGoldenFilesInAnyOrder_LeavesNothingToTheNext([Values(1, 2, 3)] int seed)
    {
        var rows = CoefficientRow.Golden.ToArray();
        new Random(seed).Shuffle(rows);
        var image = new CoefficientImage();
        foreach (var row in rows)
        {
            var error = Attempt.Read(image, row.Bytes);
            Assert.That(error, row.IsArithmetic ? Is.TypeOf<NotSupportedException>() : Is.Null, row.File);
            if (error is null) AssertEquals(row, image);
        }
    }

    [TestCase("arithmetic.jpg", "SOF9"), TestCase("arithmetic-progressive.jpg", "SOF10")]
    public void Read_ArithmeticGoldenFile_ThrowsNamingTheMarker(string name, string marker)
    {
        var row = CoefficientRow.GoldenFile(name);
        Assert.That(() => new CoefficientImage().Read(row.Bytes),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains($"{marker} at byte").And.Message.Contains("arithmetic"));
        var header = JpegHeader.Read(row.Bytes);
        Assert.That(header.IsArithmetic, Is.True);
        Assert.That(header.Unsupported, Does.Contain(marker));
        Assert.That((header.Width, header.Height, Coefficients.Factors(header)), Is.EqualTo((row.Width, row.Height, row.Factors)));
    }

    [Test]
    public void Read_QuantizationTables_AreThoseOfTheSegments()
    {
        var image = new CoefficientImage();
        image.Read(CoefficientRow.GoldenFile("quantization-16-bit.jpg").Bytes);
        int smallest = int.MaxValue, largest = 0;
        for (var i = 0; i < 3; i++)
            foreach (var step in image.Plane(i).QuantizationSteps)
                (smallest, largest) = (Math.Min(smallest, step), Math.Max(largest, step));
        Assert.That((smallest, largest), Is.EqualTo((2, 1390)), "as tests/Golden/README.md says");
    }

    [Test]
    public void QuantizationSteps_Of8And16Bits_AreInNaturalOrder()
    {
        byte[] steps = [.. Enumerable.Range(1, 64).Select(zigzagIndex => (byte)zigzagIndex)];
        var jpeg = new JpegBuilder()
            .Segment(Marker.Dqt, [0, .. steps, 0x11, .. steps.SelectMany(step => new[] { step, step })])
            .Segment(Marker.Sof1, 8, 0, 8, 0, 8, 2, 1, 0x11, 0, 2, 0x11, 1)
            .ZeroTables().Scan([0, 63, 0], 1, 2).ZeroBlocks(2).End();
        var image = new CoefficientImage();
        image.Read(jpeg);
        for (var zigzagIndex = 0; zigzagIndex < 64; zigzagIndex++)
        {
            var natural = Zigzag.NaturalOrder[zigzagIndex];
            Assert.That(image.Plane(0).QuantizationSteps[natural], Is.EqualTo(zigzagIndex + 1));
            Assert.That(image.Plane(1).QuantizationSteps[natural], Is.EqualTo((zigzagIndex + 1) * 257));
        }
    }

    [Test]
    public void Read_QuantizationTableRedefinedBetweenScans_TakesTheOneAtTheFirstScanOfEachComponent()
    {
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 8, 8, 8, (1, 1, 1), (2, 1, 1)).ZeroTables();
        builder.Scan([0, 63, 0], 1).ZeroBlocks(1);
        builder.Segment(Marker.Dqt, [0, .. Enumerable.Repeat((byte)7, 64)]).Scan([0, 63, 0], 2).ZeroBlocks(1);
        var image = new CoefficientImage();
        image.Read(builder.End());
        Assert.That(image.Plane(0).QuantizationSteps.ToArray(), Has.All.EqualTo(1));
        Assert.That(image.Plane(1).QuantizationSteps.ToArray(), Has.All.EqualTo(7));
    }

    [Test]
    public void Plane_OutOfRange_Throws()
    {
        var image = new CoefficientImage();
        Assert.That(() => image.Plane(0), Throws.TypeOf<ArgumentOutOfRangeException>(), "nothing has been read");
        image.Read(CoefficientRow.GoldenFile("gray.jpg").Bytes);
        Assert.That(() => image.Plane(1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => image.Plane(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => image.Plane(0).Row(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => image.Plane(0).Row(3), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(image.Plane(0).Row(2).Length, Is.EqualTo(5 * 64));
    }

    [Test]
    public void Read_Failed_LeavesNoHeaderAndNoDamage()
    {
        var image = new CoefficientImage(Lenient);
        image.Read(JpegBuilder.Gray(64, 64).ZeroBlocks(3).End());
        Assert.That(image.Damage, Is.Not.Null);
        Assert.That(() => image.Read([]), Throws.TypeOf<InvalidDataException>());
        Assert.That(image.Header.ComponentCount, Is.Zero);
        Assert.That(image.Damage, Is.Null, "the damage is of an earlier file");
    }

    private static void AssertEquals(CoefficientRow expected, CoefficientImage actual)
    {
        var header = actual.Header;
        Assert.That((header.Width, header.Height), Is.EqualTo((expected.Width, expected.Height)), expected.File);
        Assert.That(header.Process.ToString().ToLowerInvariant(), Is.EqualTo(expected.Process), expected.File);
        Assert.That(Coefficients.Factors(header), Is.EqualTo(expected.Factors), expected.File);
        Assert.That(Coefficients.Grid(header), Is.EqualTo(expected.Grid), expected.File);
        Assert.That(Coefficients.Hash(Coefficients.Of(actual)), Is.EqualTo(expected.Hash), expected.File);
    }
}

using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests.Internal;

internal sealed class CoefficientAxisTests
{
    private static readonly AxisGeometry[] Axes =
    [
        new(33, 17, 16, ResizeKernel.Triangle, Blur: false, Flip: false, 0b1111) { Sampling = (1, 2), InBlocks = true },
        new(301, 112, 112, ResizeKernel.Bilinear, Blur: true, Flip: true, 0b1000_0101) { Sampling = (2, 3), InBlocks = true },
        new(700, 64, 56, ResizeKernel.Triangle, Blur: true, Flip: false, 0xFF) { InBlocks = true },
        new(5, 128, 112, ResizeKernel.Triangle, Blur: false, Flip: true, 0b10) { Sampling = (1, 4), InBlocks = true },
        new(2000, 51, 16, ResizeKernel.Bilinear, Blur: false, Flip: false, 0b111_0000) { InBlocks = true },
    ];

    // Every row of the operator is a lane of a group: the composed weights rounded to float, zero around them, within blocks of the source.
    [Test]
    public void Get_AnyAxis_HoldsTheComposedWeightsByGroups(
        [ValueSource(nameof(Axes))] AxisGeometry axis, [Values(1, 3, 4, 5, 8)] int groupLength)
    {
        var actual = CoefficientAxis.Get(axis, groupLength);
        var composed = DenseOperator.Widen(axis.Compose());
        Assert.That(actual.GroupCount, Is.EqualTo((composed.RowCount + groupLength - 1) / groupLength));
        Assert.That(actual.PaddedGroupLength, Is.EqualTo(groupLength % 2 == 0 ? groupLength : groupLength + 1));
        double difference = 0, padding = 0;
        for (var group = 0; group < actual.GroupCount; group++)
        {
            int start = actual.StartOf(group), count = actual.CountOf(group);
            Assert.That(count, Is.InRange(1, actual.MaxCount));
            Assert.That(start, Is.InRange(actual.Start, actual.End - count));
            for (var lane = 0; lane < actual.PaddedGroupLength; lane++)
            {
                var row = group * groupLength + lane;
                var isRow = lane < groupLength && row < composed.RowCount;
                for (var column = 0; column < composed.ColumnCount; column++)
                {
                    var expected = isRow ? composed[row, column] : 0;
                    var place = column - start * 8;
                    var weight = place >= 0 && place < count * 8 ? actual.Weights[actual.OffsetOf(group) + place * actual.PaddedGroupLength + lane] : 0;
                    if (isRow) difference = Math.Max(difference, Math.Abs(weight - expected));
                    else padding = Math.Max(padding, Math.Abs(weight));
                }
            }
        }
        Assert.That(difference, Is.LessThan(2.5e-7)); // weights below 8 rounded to float: half an ulp is 2.4e-7
        Assert.That(padding, Is.Zero);
        Assert.That((actual.Start, actual.End), Is.EqualTo((FirstColumn() / 8, LastColumn() / 8 + 1)));
        Assert.That(actual.End, Is.LessThanOrEqualTo((axis.SourceLength + 7) / 8));

        int FirstColumn() => Enumerable.Range(0, composed.ColumnCount).First(column => composed.Column(column).Any(value => value != 0));
        int LastColumn() => Enumerable.Range(0, composed.ColumnCount).Last(column => composed.Column(column).Any(value => value != 0));
    }
}

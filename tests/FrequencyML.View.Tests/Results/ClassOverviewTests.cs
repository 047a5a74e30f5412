using FrequencyML.View.Results;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Results;

public sealed class ClassOverviewTests
{
    [TestCase(1), TestCase(2), TestCase(3)]
    public void Constructor_RandomRows_CountsWhatANaiveCountDoes(int seed)
    {
        var rows = ResultFiles.Random(seed, 500);
        var overview = new ClassOverview(rows);
        foreach (var status in Enum.GetValues<RowStatus>())
        {
            Assert.That(overview.Counts[status], Is.EqualTo(rows.Count(row => row.Status == status)), $"{status}");
            for (var bin = 0; bin < ClassOverview.Bins; bin++)
            {
                // The ends are the single-precision numbers that "0.05", "0.1", ... are read as, as in a filter.
                float first = bin / 20f, end = bin == 19 ? float.PositiveInfinity : (bin + 1) / 20f;
                var expected = rows.Count(row => row.Status == status && row.Score >= first && row.Score < end);
                Assert.That(overview.Histogram[status][bin], Is.EqualTo(expected), $"{status} {bin}");
            }
        }
        string?[] labels = [null, .. rows.Select(row => row.Label).OfType<string>().Distinct()];
        foreach (var truth in rows.Select(row => row.Truth).OfType<string>().Distinct())
            foreach (var label in labels)
            {
                var expected = rows.Count(row => row.Truth == truth && (label is null ? row.Error is not null : row.Label == label));
                Assert.That(overview.Cells.Where(cell => cell.Truth == truth && cell.Label == label).Sum(cell => cell.Count), Is.EqualTo(expected), $"{truth} {label}");
            }
        Assert.That(overview.Cells.Sum(cell => cell.Count), Is.EqualTo(rows.Count(row => row.Truth is not null)), "and no cell beside these");
        Assert.That(overview.Cells.Select(cell => cell.Count), Is.Ordered.Descending.And.All.Positive);
        Assert.That(overview.Cells.DistinctBy(cell => (cell.Truth, cell.Label)).Count(), Is.EqualTo(overview.Cells.Count));
    }

    [TestCase(0, 0), TestCase(0.049f, 0), TestCase(0.05f, 1), TestCase(0.5f, 10), TestCase(0.949f, 18), TestCase(0.95f, 19), TestCase(0.999f, 19), TestCase(1, 19)]
    public void Histogram_Score_IsInItsInterval(float score, int bin)
    {
        var overview = new ClassOverview([new(0, "a.jpg", [new("wood", score)], null, null, null)]);
        var expected = new int[ClassOverview.Bins];
        expected[bin] = 1;
        Assert.That(overview.Histogram[RowStatus.Unknown], Is.EqualTo(expected));
        Assert.That(overview.Histogram.Values.Sum(bins => bins.Sum()), Is.EqualTo(1));
    }

    [Test]
    public void Cells_FailedImageWithATruth_IsACellWithoutALabel()
    {
        var overview = new ClassOverview([new(0, "wood/a.jpg", [], null, "The file is empty.", new ImageFolder("wood") { IsClass = true }), new(1, "b.jpg", [], null, "The file is empty.", null)]);
        Assert.That(overview.Cells, Is.EqualTo(new[] { new ConfusionCell("wood", null, 1) }));
        Assert.That(overview.Counts[RowStatus.Failed], Is.EqualTo(overview.Counts.Values.Sum()).And.EqualTo(2));
        Assert.That(overview.Histogram.Values.Sum(bins => bins.Sum()), Is.Zero);
    }

    [Test]
    public void Cells_OfManyClasses_AreTheMostFrequentConfusions()
    {
        // Of class i, i + 1 images are taken for the next class, the others are right, and one fails.
        const int classes = 300;
        ImageFolder[] folders = [.. Enumerable.Range(0, classes).Select(i => new ImageFolder($"c{i:D3}") { IsClass = true })];
        var rows = Enumerable.Range(0, classes).SelectMany(i => Enumerable.Repeat(folders[(i + 1) % classes].Name, i + 1).Append(folders[i].Name).Append(null)
            .Select(label => new ResultRow(0, "a.jpg", label is null ? [] : [new(label, 0.5f)], null, label is null ? "The file is empty." : null, folders[i]))).ToList();
        var overview = new ClassOverview(rows);
        Assert.That((overview.IsMatrix, overview.Labelled, overview.Counts[RowStatus.Right]), Is.EqualTo((false, rows.Count, classes)));
        Assert.That(overview.Cells, Is.EqualTo(Enumerable.Range(0, ClassOverview.MaxConfusions).Select(place => classes - 1 - place)
            .Select(i => new ConfusionCell(folders[i].Name, folders[(i + 1) % classes].Name, i + 1))));
    }

    [Test]
    public void Constructor_NoRows_IsAllZero()
    {
        var overview = new ClassOverview([]);
        Assert.That((overview.Counts.Values.Sum(), overview.Cells.Count, overview.Histogram.Values.Sum(bins => bins.Sum())), Is.EqualTo((0, 0, 0)));
    }
}

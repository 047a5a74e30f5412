using FrequencyML.View.Results;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Results;

public sealed class RowFilterTests
{
    private static readonly ImageFolder Wood = new("wood") { IsClass = true };
    private static readonly ResultRow Right = new(0, "in/Wood/IMG_1.jpg", [new("wood", 0.75f), new("water", 0.2f)], 3, null, Wood);
    private static readonly ResultRow Wrong = new(1, "in/wood/img_2.png", [new("water", 0.5f)], null, null, Wood);
    private static readonly ResultRow Failed = new(2, "in/wood/img_3.jpg", [], null, "Scan at byte 12 ends early.", Wood);
    private static readonly ResultRow Unknown = new(3, "x.jpg", [new("wood", 1)], 4, null, null);
    private static readonly ResultRow[] All = [Right, Wrong, Failed, Unknown];

    [Test]
    public void Matches_Default_IsAll() => AssertLeaves(new(), All);

    [Test]
    public void Matches_Label_IsTheBestClassExactly()
    {
        AssertLeaves(new() { Label = "wood" }, Right, Unknown);
        AssertLeaves(new() { Label = "water" }, Wrong);
        AssertLeaves(new() { Label = "Wood" });
        AssertLeaves(new() { Label = "woo" });
    }

    [Test]
    public void Matches_Truth_IsTheFoldersClassExactly()
    {
        AssertLeaves(new() { Truth = "wood" }, Right, Wrong, Failed);
        AssertLeaves(new() { Truth = "WOOD" });
    }

    [Test]
    public void Matches_Status_IsThat()
    {
        AssertLeaves(new() { Status = RowStatus.Right }, Right);
        AssertLeaves(new() { Status = RowStatus.Wrong }, Wrong);
        AssertLeaves(new() { Status = RowStatus.Failed }, Failed);
        AssertLeaves(new() { Status = RowStatus.Unknown }, Unknown);
    }

    [Test]
    public void Matches_Scores_HaveTheirEndsAndLeaveOutRowsWithoutOne()
    {
        AssertLeaves(new() { Min = 0.75f }, Right, Unknown);
        AssertLeaves(new() { Max = 0.75f }, Wrong);
        AssertLeaves(new() { Max = 0.7500001f }, Right, Wrong);
        AssertLeaves(new() { Min = 0.5f, Max = 0.75f }, Wrong);
        AssertLeaves(new() { Min = 0 }, Right, Wrong, Unknown);
        AssertLeaves(new() { Max = 1 }, Right, Wrong, Unknown);
        AssertLeaves(new() { Min = 0.8f, Max = 0.7f });
        AssertLeaves(new() { Min = MathF.BitIncrement(0.75f) }, Unknown);
    }

    [Test]
    public void Matches_Path_IsAPartInAnyCase()
    {
        AssertLeaves(new() { Path = "img_" }, Right, Wrong, Failed);
        AssertLeaves(new() { Path = ".JPG" }, Right, Failed, Unknown);
        AssertLeaves(new() { Path = "wood/img" }, Right, Wrong, Failed);
        AssertLeaves(new() { Path = "*.jpg" });
    }

    [Test]
    public void Matches_Error_IsAPartInAnyCaseAndLeavesOutRowsWithoutOne()
    {
        AssertLeaves(new() { Error = "SCAN at" }, Failed);
        AssertLeaves(new() { Error = "empty" });
    }

    [Test]
    public void Matches_SeveralFields_IsAllOfThem()
    {
        AssertLeaves(new() { Label = "wood", Path = "in/" }, Right);
        AssertLeaves(new() { Truth = "wood", Status = RowStatus.Failed, Error = "early", Path = "3" }, Failed);
        AssertLeaves(new() { Label = "water", Status = RowStatus.Right });
        AssertLeaves(new() { Error = "early", Min = 0 });
    }

    [TestCase(1), TestCase(2), TestCase(3)]
    public void Matches_RandomFilters_IsTheConjunctionOfTheirFields(int seed)
    {
        var rows = ResultFiles.Random(seed, 200);
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var filter = new RowFilter
            {
                Label = Maybe("ash", "birch"),
                Truth = Maybe("Ash", "cedar"),
                Status = random.Next(3) == 0 ? (RowStatus)random.Next(4) : null,
                Min = random.Next(3) == 0 ? random.NextSingle() : null,
                Max = random.Next(3) == 0 ? random.NextSingle() : null,
                Path = Maybe("img_1", "CEDAR/"),
                Error = random.Next(6) == 0 ? "ends" : null,
            };
            foreach (var row in rows)
            {
                bool[] fields =
                [
                    new RowFilter { Label = filter.Label }.Matches(row), new RowFilter { Truth = filter.Truth }.Matches(row), new RowFilter { Status = filter.Status }.Matches(row),
                    new RowFilter { Min = filter.Min }.Matches(row), new RowFilter { Max = filter.Max }.Matches(row), new RowFilter { Path = filter.Path }.Matches(row),
                    new RowFilter { Error = filter.Error }.Matches(row),
                ];
                Assert.That(filter.Matches(row), Is.EqualTo(fields.All(field => field)), $"{filter} {row}");
            }
        }

        string? Maybe(params string[] values) => random.Next(3) == 0 ? values[random.Next(values.Length)] : null;
    }

    private static void AssertLeaves(RowFilter filter, params ResultRow[] expected) => Assert.That(All.Where(filter.Matches), Is.EqualTo(expected), filter.ToString());
}

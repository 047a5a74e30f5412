using FrequencyML.Benchmarks.Reports;
using NUnit.Framework;

namespace FrequencyML.Benchmarks.Tests.Reports;

public sealed class ReportTests
{
    [Test]
    public void Blocks_OfEachKind_HaveAnEmptyLineBetween()
    {
        using var text = new StringWriter { NewLine = "\n" };
        var report = new Report(text);
        var table = new Table("set", "ms:");
        table.Add("420", Table.Number(0.25, 2));
        table.Add("444", "");
        report.Heading(3, "Time");
        report.Text("One\r\ntwo.\n");
        report.Table(table);
        report.Table(table, "time");
        Assert.That($"{text}", Is.EqualTo("""
            ### Time

            One
            two.

            | set | ms |
            |---|---:|
            | 420 | 0.25 |
            | 444 | |

            <!-- benchmark: time -->
            | set | ms |
            |---|---:|
            | 420 | 0.25 |
            | 444 | |
            <!-- /benchmark -->

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Add_OtherNumberOfCells_IsRefused() =>
        Assert.That(() => new Table("a", "b").Add("1"), Throws.ArgumentException.With.Message.EqualTo("The row has 1 cells; expected 2: 1."));
}

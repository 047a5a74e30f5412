using FrequencyML.Benchmarks.Reports;
using NUnit.Framework;

namespace FrequencyML.Benchmarks.Tests.Reports;

public sealed class MachineTests
{
    [TestCase("AMD EPYC", 2_596_150_000.0, 2, "AMD EPYC 2.6 GHz, 2 cores", "amd-epyc-2.6ghz-2-cores")]
    [TestCase("Intel(R) Xeon(R) CPU @ 2.20GHz", 2_199_998_000.0, 1, "Intel Xeon 2.2 GHz, 1 core", "intel-xeon-2.2ghz-1-core")]
    [TestCase("AMD Ryzen 9 7950X 16-Core Processor", 5_881_000_000.0, 32, "AMD Ryzen 9 7950X, 32 cores", "amd-ryzen-9-7950x-32-cores")]
    [TestCase("Intel(R) Core(TM) i7-8700K CPU @ 3.70GHz", 4_700_000_000.0, 12, "Intel Core i7-8700K 3.7 GHz, 12 cores", "intel-core-i7-8700k-3.7ghz-12-cores")]
    [TestCase("Apple M2", null, 8, "Apple M2, 8 cores", "apple-m2-8-cores")]
    public void Name_OfAProcessor_IsShortAndBecomesAFileName(string name, double? hertz, int cores, string expected, string slug)
    {
        var actual = Machine.Name(name, hertz, cores);
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(Machine.Slug(actual), Is.EqualTo(slug));
    }

    [Test]
    public void Describe_ThisMachine_HasNoEmptyCell() => Assert.That(Machine.Describe().Lines().Skip(2).ToArray(), Has.All.Match(@"^\| [^|]+ \| [^|]+ \|$").And.Length.GreaterThan(8));
}

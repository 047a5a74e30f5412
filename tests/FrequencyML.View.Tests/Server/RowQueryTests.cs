using FrequencyML.View.Results;
using FrequencyML.View.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Server;

public sealed class RowQueryTests
{
    [TestCase(""), TestCase("?label=&truth=&status=&min=&max=&path=&error=&sort=&order=&offset="), TestCase("?other=1&Labels=2")]
    public void Filter_NoValues_IsEveryRowByNumber(string text)
    {
        var query = Query(text);
        Assert.That(RowQuery.Filter(query), Is.EqualTo(new RowFilter()));
        Assert.That(RowQuery.Order(query), Is.EqualTo(new RowOrder(RowKey.Row, false)));
        Assert.That(RowQuery.Number(query, "offset", 7, 9), Is.EqualTo(7));
    }

    [Test]
    public void Filter_EveryParameter_IsItsField()
    {
        AssertFilter("?label=wood", new() { Label = "wood" });
        AssertFilter("?truth=n%C3%BCsse%26%2B", new() { Truth = "nüsse&+" });
        AssertFilter("?status=right", new() { Status = RowStatus.Right });
        AssertFilter("?status=wrong", new() { Status = RowStatus.Wrong });
        AssertFilter("?status=failed", new() { Status = RowStatus.Failed });
        AssertFilter("?status=UNKNOWN", new() { Status = RowStatus.Unknown });
        AssertFilter("?min=0.25", new() { Min = 0.25f });
        AssertFilter("?max=1", new() { Max = 1 });
        AssertFilter("?min=1e-3&max=.5", new() { Min = 0.001f, Max = 0.5f });
        AssertFilter("?path=a/b%20c", new() { Path = "a/b c" });
        AssertFilter("?error=byte+12", new() { Error = "byte 12" });
        AssertFilter("?label=a&truth=b&status=wrong&min=0&max=1&path=c&error=d",
            new() { Label = "a", Truth = "b", Status = RowStatus.Wrong, Min = 0, Max = 1, Path = "c", Error = "d" });
    }

    [TestCase("row", "Row"), TestCase("path", "Path"), TestCase("label", "Label"), TestCase("Score", "Score"), TestCase("gate", "Gate")]
    public void Order_EveryKey_IsIt(string text, string key)
    {
        Assert.That(RowQuery.Order(Query($"?sort={text}")), Is.EqualTo(new RowOrder(Enum.Parse<RowKey>(key), false)));
        Assert.That(RowQuery.Order(Query($"?sort={text}&order=asc")), Is.EqualTo(new RowOrder(Enum.Parse<RowKey>(key), false)));
        Assert.That(RowQuery.Order(Query($"?sort={text}&order=desc")), Is.EqualTo(new RowOrder(Enum.Parse<RowKey>(key), true)));
    }

    [TestCase("status", "good"), TestCase("status", "0"), TestCase("status", "Right,Wrong"), TestCase("min", "low"), TestCase("min", "NaN"), TestCase("max", "Infinity"), TestCase("max", "-∞")]
    [TestCase("max", "0,5"), TestCase("min", "1e99")]
    public void Filter_BadValue_NamesTheParameter(string name, string value) =>
        Assert.That(() => RowQuery.Filter(Query($"?{name}={Uri.EscapeDataString(value)}")), Throws.TypeOf<FormatException>().With.Message.StartsWith($"{name} is '{value}'; expected "));

    [TestCase("sort", "size"), TestCase("sort", "1"), TestCase("order", "down"), TestCase("order", "DESC")]
    public void Order_BadValue_NamesTheParameter(string name, string value) =>
        Assert.That(() => RowQuery.Order(Query($"?{name}={value}")), Throws.TypeOf<FormatException>().With.Message.StartsWith($"{name} is '{value}'; expected "));

    [TestCase("label"), TestCase("status"), TestCase("min")]
    public void Filter_ParameterTwice_IsRefused(string name) =>
        Assert.That(() => RowQuery.Filter(Query($"?{name}=1&{name}=1")), Throws.TypeOf<FormatException>().With.Message.StartsWith($"{name} is there more than once"));

    [TestCase("0", 0), TestCase("12", 12), TestCase("100", 100), TestCase("007", 7)]
    public void Number_WithinItsRange_IsIt(string text, int expected) => Assert.That(RowQuery.Number(Query($"?count={text}"), "count", 50, 100), Is.EqualTo(expected));

    [TestCase("101"), TestCase("-1"), TestCase("1.5"), TestCase("0x1"), TestCase("many"), TestCase("99999999999"), TestCase("%201"), TestCase("%2B1")]
    public void Number_OutsideItsRange_NamesTheParameterAndTheRange(string text) =>
        Assert.That(() => RowQuery.Number(Query($"?count={text}"), "count", 50, 100),
            Throws.TypeOf<FormatException>().With.Message.EqualTo($"count is '{Uri.UnescapeDataString(text)}'; expected 0 to 100."));

    private static void AssertFilter(string text, RowFilter expected) => Assert.That(RowQuery.Filter(Query(text)), Is.EqualTo(expected), text);

    private static QueryCollection Query(string text) => new(QueryHelpers.ParseQuery(text));
}

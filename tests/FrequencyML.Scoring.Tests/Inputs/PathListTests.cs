using FrequencyML.Scoring.Inputs;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Inputs;

public sealed class PathListTests
{
    [TestCase("a.jpg\nb c.jpg\n", new[] { "a.jpg", "b c.jpg" })]
    [TestCase("a.jpg\r\nb.jpg", new[] { "a.jpg", "b.jpg" })]
    [TestCase("\n\na.jpg\n\n", new[] { "a.jpg" })]
    [TestCase("a\rb.jpg\n\r\n", new[] { "a\rb.jpg" })]
    [TestCase("", new string[0])]
    public void Read_Lines_GivesThePaths(string text, string[] paths) => Assert.That(Read(text, isNull: false), Is.EqualTo(paths));

    [TestCase("a\nb.jpg\0c\r\n.jpg\0", new[] { "a\nb.jpg", "c\r\n.jpg" })]
    [TestCase("a.jpg\0\0b.jpg", new[] { "a.jpg", "b.jpg" })]
    [TestCase("a.jpg\r\0", new[] { "a.jpg\r" })]
    public void Read_Null_KeepsNewlines(string text, string[] paths) => Assert.That(Read(text, isNull: true), Is.EqualTo(paths));

    [Test]
    public void Read_PathsAcrossAndBeyondTheBuffer_AreWhole()
    {
        string[] paths = [.. Enumerable.Range(0, 300).Select(i => new string((char)('a' + i % 26), 1 + i * 17 % 500)), new('z', PathList.MaxLength), "end"];
        Assert.That(Read(string.Join('\n', paths), isNull: false), Is.EqualTo(paths));
        Assert.That(Read(string.Join('\0', paths) + '\0', isNull: true), Is.EqualTo(paths));
    }

    [TestCase(false), TestCase(true)]
    public void Read_NoListOfPaths_EndsBeforeMemoryDoes(bool isNull) => Assert.That(
        () => Read("a.jpg" + (isNull ? '\0' : '\n') + new string('z', PathList.MaxLength + 1), isNull),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains("Path 2 of a list has more than 65536 characters"));

    [Test]
    public void Read_InteractiveInput_GivesEachPathAtOnce()
    {
        using var reader = new Drops("a.jpg\nb.j", "pg\n");
        using var paths = PathList.Read(reader, isNull: false, CancellationToken.None).GetEnumerator();
        Assert.That(paths.MoveNext() && paths.Current == "a.jpg" && reader.Given == 1);
        Assert.That(paths.MoveNext() && paths.Current == "b.jpg" && reader.Given == 2);
        Assert.That(paths.MoveNext(), Is.False);
    }

    [Test]
    public void Read_CancelledWhileItWaits_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        using var reader = new Drops("a.jpg\nnot-whole") { WaitsAtTheEnd = true };
        using var paths = PathList.Read(reader, isNull: false, cancellation.Token).GetEnumerator();
        Assert.That(paths.MoveNext());
        cancellation.CancelAfter(50);
        Assert.That(paths.MoveNext(), Is.False, "half a path is none");
    }

    private static string[] Read(string text, bool isNull) => [.. PathList.Read(new StringReader(text), isNull, CancellationToken.None)];

    /// <summary>Gives one piece a read, as a pipe does.</summary>
    private sealed class Drops(params string[] pieces) : TextReader
    {
        private readonly ManualResetEventSlim never = new();

        public int Given { get; private set; }

        public bool WaitsAtTheEnd { get; init; }

        public override int Read(char[] buffer, int index, int count)
        {
            if (Given == pieces.Length)
            {
                if (WaitsAtTheEnd) never.Wait(TimeSpan.FromSeconds(10));
                return 0;
            }
            var piece = pieces[Given++];
            piece.CopyTo(0, buffer, index, piece.Length);
            return piece.Length;
        }

        protected override void Dispose(bool disposing)
        {
            never.Set();
            base.Dispose(disposing);
        }
    }
}

using System.Globalization;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Jpeg.Tests;

/// <summary>A row of a <c>coefficients.tsv</c>: what libjpeg says of a file; see <c>tests/Golden/README.md</c> for the columns.</summary>
public sealed record CoefficientRow(string Path, string File, string Outcome, string Process, string[] Rest)
{
    private byte[]? bytes;

    /// <summary>All rows of <c>tests/Golden</c>.</summary>
    public static IReadOnlyList<CoefficientRow> Golden { get; } = ReadTable(Repository.PathOf("tests", "Golden"));

    /// <summary>The rows of <c>tests/Golden</c> that are not coded arithmetically.</summary>
    public static IReadOnlyList<CoefficientRow> HuffmanCoded { get; } = [.. Golden.Where(row => !row.IsArithmetic)];

    /// <summary>Those of them that are progressive.</summary>
    public static IReadOnlyList<CoefficientRow> Progressive { get; } = [.. HuffmanCoded.Where(row => row.Process == "progressive")];

    /// <summary>Those that allow anything between two segments: with EOI, and without DNL, which follows its scan at once.</summary>
    public static IReadOnlyList<CoefficientRow> Spacious { get; } =
        [.. HuffmanCoded.Where(row => row.File != "no-eoi.jpg" && !row.File.StartsWith("dnl", StringComparison.Ordinal))];

    public bool IsArithmetic => Process.Contains("arithmetic", StringComparison.Ordinal);

    public int Width => int.Parse(Rest[0], CultureInfo.InvariantCulture);

    public int Height => int.Parse(Rest[1], CultureInfo.InvariantCulture);

    public string Factors => Rest[2];

    public string Grid => Rest[3];

    public string Hash => Rest[4];

    /// <summary>The file, read once.</summary>
    public byte[] Bytes => bytes ??= System.IO.File.ReadAllBytes(System.IO.Path.Combine(Path, File));

    public static CoefficientRow GoldenFile(string name) => Golden.Single(row => row.File == name);

    /// <summary>Reads <c>coefficients.tsv</c> in a folder.</summary>
    public static IReadOnlyList<CoefficientRow> ReadTable(string folder) =>
        [.. from line in System.IO.File.ReadLines(System.IO.Path.Combine(folder, "coefficients.tsv")).Skip(1)
            let columns = line.Split('\t')
            select new CoefficientRow(folder, columns[0], columns[1], columns[2], columns[3..])];

    /// <summary>Names the test case.</summary>
    public override string ToString() => File;
}

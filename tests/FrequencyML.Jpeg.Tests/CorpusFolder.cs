using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

/// <summary>JPEG files of other decoders' test suites, which are not part of the project.</summary>
internal static class CorpusFolder
{
    /// <summary>Names the folder; it may have a <c>coefficients.tsv</c> with the columns of <c>tests/Golden/README.md</c>.</summary>
    public const string Variable = "FREQUENCYML_JPEG_CORPUS";

    private static readonly string? Folder = Environment.GetEnvironmentVariable(Variable);

    /// <summary>Cases for the rows of its table; one without a row, for <see cref="Require"/> to report, where there is no table.</summary>
    public static IEnumerable<TestCaseData> Rows() => File.Exists(Path.Combine(Folder ?? "", "coefficients.tsv"))
        ? CoefficientRow.ReadTable(Folder!).Select(row => new TestCaseData(row))
        : [new TestCaseData((CoefficientRow?)null).SetArgDisplayNames("no corpus")];

    /// <summary>Cases for all files, by their paths; one without a path where there is no folder.</summary>
    public static IEnumerable<TestCaseData> Files() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetRelativePath(Folder, path)))
        : [new TestCaseData((string?)null).SetArgDisplayNames("no corpus")];

    /// <summary>Skips the test where there is no case.</summary>
    public static T Require<T>(T? argument)
        where T : class
    {
        if (argument is null)
            Assert.Ignore(Folder is null ? $"{Variable} is not set to a folder of JPEG files."
                : $"{Variable} is {Folder}, where what the test needs is not to be found.");
        return argument!;
    }
}

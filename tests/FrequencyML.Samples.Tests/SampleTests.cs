using System.Reflection;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Samples.Tests;

/// <summary>Every sample runs and prints what its last comment says.</summary>
[NonParallelizable]
public sealed class SampleTests
{
    private static IEnumerable<MethodInfo> Samples =>
        typeof(FrequencyClassifier).Assembly.GetTypes().Select(type => type.GetMethod("Example")).OfType<MethodInfo>();

    private static IEnumerable<TestCaseData> Cases => Samples.Select(example => new TestCaseData(example).SetArgDisplayNames(example.DeclaringType!.Name));

    [TestCaseSource(nameof(Cases))]
    public void Example_Run_PrintsWhatItsCommentSays(MethodInfo example)
    {
        var source = File.ReadAllLines(Repository.PathOf("docs", "samples", "FrequencyML.Samples", $"{example.DeclaringType!.Name}.cs"));
        var expected = source.SkipWhile(line => line.Trim() != "// Expected output:").Skip(1).TakeWhile(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Trim()[2..].Trim()).ToArray();

        Assert.That(expected, Is.Not.Empty);
        Assert.That(Run(example), Is.EqualTo(expected));
    }

    [Test]
    public void Samples_Estimators_HaveOneEach()
    {
        var methods = new[] { typeof(FrequencyML.Transforms.DctChannelsCatalog), typeof(FrequencyML.Models.FrequencyModelCatalog) }
            .SelectMany(catalog => catalog.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)).Select(method => method.Name).Distinct();

        Assert.That(Samples.Select(example => example.DeclaringType!.Name), Is.SupersetOf(methods));
    }

    /// <summary>The lines that a sample prints when it is run from the repository's root.</summary>
    private static string[] Run(MethodInfo example)
    {
        var (folder, console) = (Environment.CurrentDirectory, Console.Out);
        using var output = new StringWriter();
        try
        {
            Environment.CurrentDirectory = Repository.PathOf();
            Console.SetOut(output);
            example.Invoke(null, null);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = folder;
        }
        return output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');
    }
}

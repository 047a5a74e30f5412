using FrequencyML.Tests.Shared;
using NUnit.Framework;

#region README
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
#endregion
#region README 2
using FrequencyML.Jpeg;
#endregion

// Outside FrequencyML.Transforms, as a user is: every namespace has to be imported.
namespace FrequencyML.Readme.Tests;

/// <summary>The C# code of the README and of the developer's first steps, compiled and run; the block in the document is the text between the region marks.</summary>
public sealed class ReadmeExamples
{
    [Test]
    public void Readme_Example_ScoresAndTransforms()
    {
        var folder = Repository.PathOf("data", "samples");
        using var output = new StringWriter();
        Example(folder, output);
        var lines = output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines, Has.Length.EqualTo(41));
        Assert.That(lines[..40].Count(line => Path.GetFileName(Path.GetDirectoryName(line.Split(": ")[0])) == line.Split(": ")[1]), Is.GreaterThanOrEqualTo(38));
        Assert.That(lines[40], Is.EqualTo("40 tensors of 4704 values"));
    }

    [Test]
    public void Readme_JpegExample_ReadsCoefficients()
    {
        using var output = new StringWriter();
        JpegExample(Repository.PathOf("data", "samples", "foliage", "7-0003.jpg"), output);
        Assert.That(output.ToString().TrimEnd(), Is.EqualTo("204x160, DC of the first block: 560"));
    }

    [TestCase("README.md", "README", "ReadmeExamples.cs"), TestCase("docs/developer.md", "README 2", "ReadmeExamples.cs, 2"), TestCase("README.md", "README", "ReadmePipeline.cs")]
    public void Readme_CodeBlock_IsTheExample(string document, string region, string mark)
    {
        var source = File.ReadAllText(Repository.PathOf("tests", "FrequencyML.Transforms.Tests", mark.Split(',')[0])).ReplaceLineEndings("\n");
        var regions = source.Split($"#region {region}\n")[1..3].Select(part => string.Join('\n', part.Split('\n').TakeWhile(line => !line.Contains("#endregion")).Select(Unindent)));
        var expected = string.Join("\n\n", regions.Select(region => region.TrimEnd()))
            .Replace("Path = sample", "Path = \"data/samples/wood/7-0001.jpg\"", StringComparison.Ordinal).Replace("(model, ", "(\"Models/weights/textures.onnx\", ", StringComparison.Ordinal)
            .Replace("(folder)", "(\"data/samples\")", StringComparison.Ordinal).Replace("(file)", "(\"data/samples/foliage/7-0003.jpg\")", StringComparison.Ordinal)
            .Replace("output.WriteLine", "Console.WriteLine", StringComparison.Ordinal);
        var readme = File.ReadAllText(Repository.PathOf(document)).ReplaceLineEndings("\n");
        Assert.That(readme.Split($"<!-- {mark} -->\n```csharp\n")[1].Split("\n```")[0], Is.EqualTo(expected));

        static string Unindent(string line) => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line;
    }

    private static void Example(string folder, TextWriter output)
    {
        #region README
        // A label for every image, as the first command gives it.
        using var model = FrequencyModel.LoadDefault();
        using var scorer = new ImageScorer(model);
        var paths = ImageFiles.Enumerate(folder).ToArray();
        foreach (var image in scorer.Score(paths)) output.WriteLine($"{image.Path}: {image.Error ?? image.Top[0].Label}");

        // The channels as a column of an ML.NET pipeline: [24, 14, 14], flat, in JPEG coefficient units.
        var mlContext = new MLContext(seed: 1);
        var rows = mlContext.Data.LoadFromEnumerable(paths.Select(path => new { Path = path }));
        var options = new DctChannelsOptions { Selection = ChannelSelection.Published(24), Geometry = new ImageGeometry(resize: 128, crop: 112) };
        var channels = mlContext.Transforms.DctChannels("Dct", "Path", options).Fit(rows).Transform(rows);
        var tensors = channels.GetColumn<float[]>("Dct").ToArray();
        output.WriteLine($"{tensors.Length} tensors of {tensors[0].Length} values");
        #endregion
    }

    private static void JpegExample(string file, TextWriter output)
    {
        #region README 2
        // The quantized coefficients of a JPEG file, in buffers that the next file uses again.
        var jpeg = new CoefficientImage();
        jpeg.Read(File.ReadAllBytes(file));
        var luma = jpeg.Plane(0);
        output.WriteLine($"{jpeg.Header.Width}x{jpeg.Header.Height}, DC of the first block: {luma.Row(0)[0] * luma.QuantizationSteps[0]}");
        #endregion
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.SearchSpace;
using NUnit.Framework;
using RangeAttribute = Microsoft.ML.SearchSpace.RangeAttribute;

namespace FrequencyML.Transforms.Tests;

internal sealed class DctChannelsSearchOptionsTests
{
    // As AutoML's Parameter.AsType<T> reads a trial.
    private static readonly JsonSerializerOptions AutoMLJson = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly MLContext mlContext = new(seed: 1);

    [Test]
    public void Attributes_OfTheClass_MeetAutoMLsRules()
    {
        Assert.That(SearchSpaceRules.Violations(typeof(DctChannelsSearchOptions)), Is.Empty);
        Assert.That(typeof(DctChannelsSearchOptions).GetProperties().Where(property => property.CanWrite && !SearchSpaceRules.Candidates(property).Any()), Is.Empty);
    }

    [Test]
    public void Assembly_OfTheClass_DoesNotReferenceAutoML()
    {
        var references = typeof(DctChannelsSearchOptions).Assembly.GetReferencedAssemblies().Select(reference => reference.Name);
        Assert.That(references, Does.Contain(typeof(ChoiceAttribute).Assembly.GetName().Name).And.No.Member("Microsoft.ML.AutoML").And.No.Member("Microsoft.ML.SearchSpace"));
        Assert.That(typeof(ChoiceAttribute).Assembly.GetName().Name, Is.EqualTo("Microsoft.ML.Core"));
    }

    [Test]
    public void Attributes_OfClassesThatBreakARule_AreFound()
    {
        Assert.That(SearchSpaceRules.Violations(typeof(Broken)), Is.EquivalentTo((string[])
        [
            "Broken is no public class",
            "ReadOnly is not public to get and set",
            "Flag is a choice of type Boolean",
            "Flag has no default among its candidates",
            "Number is a boolean choice of type Int32",
            "Number is 0 at first, and True in the default trial",
            "Whole is a range of real numbers of type Int32",
            "Whole is 0 at first, and 0.5 in the default trial",
            "Mixed has a candidate that is no Int32",
            "Kernel has a candidate that is no String",
            "Stranger has a candidate that ResizeKernel lacks",
            "Started is 2 at first, and 1 in the default trial",
            "Both has 2 attributes; expected one",
        ]));
        Assert.That(SearchSpaceRules.Violations(typeof(WithoutConstructor)), Has.Some.EqualTo("WithoutConstructor has no public parameterless constructor"));
    }

    [Test]
    public void Trials_All_AreReadFromJsonAndHaveAnEstimator()
    {
        var trials = SearchSpaceRules.Trials<DctChannelsSearchOptions>().ToArray();
        Assert.That(trials, Has.Length.EqualTo(5 * 3 * 2 * 2));
        Assert.That(trials.Select(trial => trial.ToString()), Is.Unique);
        Assert.That(trials[0].ToString(), Is.EqualTo(new DctChannelsSearchOptions().ToString()));
        var shape = mlContext.Shape<PathRow>();
        foreach (var trial in trials)
        {
            var json = JsonSerializer.Serialize(new { trial.ChannelCount, trial.Crop, Kernel = trial.Kernel.ToString(), trial.Normalize });
            Assert.That(JsonSerializer.Deserialize<DctChannelsSearchOptions>(json, AutoMLJson)!.ToString(), Is.EqualTo(trial.ToString()));
            Assert.That(trial.CreateEstimator(mlContext.Transforms, "Dct", "Path").GetOutputSchema(shape).Select(column => column.Name), Does.Contain("Dct"), trial.ToString());
        }
    }

    [Test]
    public void ToOptions_Default_IsThePaperOnAQuarterOfItsSide()
    {
        var options = new DctChannelsSearchOptions().ToOptions();
        Assert.That(options, Is.EqualTo(new DctChannelsOptions { Selection = ChannelSelection.Published(24), Geometry = new ImageGeometry(128, 112) }));
    }

    [TestCase(8, 9), TestCase(16, 18), TestCase(56, 64), TestCase(224, 256), TestCase(448, 512), TestCase(896, 1024)]
    public void ToOptions_Crop_ResizesTo8SeventhsOfIt(int crop, int resize) =>
        Assert.That(new DctChannelsSearchOptions { Crop = crop }.ToOptions().Geometry, Is.EqualTo(new ImageGeometry(resize, crop)));

    [Test]
    public void ToOptions_GivenOptions_KeepsWhatIsNotSearched()
    {
        var given = Rows.UnusualOptions with { OnError = OnImageError.MissingValue, ErrorColumnName = "Error" };
        var options = new DctChannelsSearchOptions { ChannelCount = 6, Crop = 56, Kernel = ResizeKernel.Triangle }.ToOptions(given);
        Assert.That(options, Is.EqualTo(given with
        {
            Selection = ChannelSelection.Published(6),
            Geometry = new ImageGeometry(64, 56, ResizeKernel.Triangle, ChromaFilter.Dctnet),
        }));
    }

    [TestCase(25, 112), TestCase(24, 100), TestCase(24, 0), TestCase(24, -8), TestCase(24, 16384), TestCase(24, int.MaxValue - 7)]
    public void CreateEstimator_ImpossibleTrial_Throws(int channelCount, int crop) =>
        Assert.That(() => new DctChannelsSearchOptions { ChannelCount = channelCount, Crop = crop }.CreateEstimator(mlContext.Transforms, "Dct", "Path"),
            Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void CreateEstimator_NoCatalogOrName_Throws()
    {
        var search = new DctChannelsSearchOptions();
        Assert.That(() => search.CreateEstimator(null!, "Dct"), Throws.ArgumentNullException);
        Assert.That(() => search.CreateEstimator(mlContext.Transforms, " ", "Path"), Throws.ArgumentException);
    }

    [TestCase(false), TestCase(true)]
    public void CreateEstimator_Trial_IsDctChannelsAndNormalization(bool normalize)
    {
        using var folder = new TemporaryFolder();
        var rows = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(seed =>
            new PathRow { Id = seed, Path = folder.Write($"{seed}.png", TestImage.Color(40 + seed, 30, seed, SkiaSharp.SKEncodedImageFormat.Png)) }).ToList());
        var search = new DctChannelsSearchOptions { ChannelCount = 6, Crop = 16, Kernel = ResizeKernel.Bilinear, Normalize = normalize };
        var limits = new DctChannelsOptions { Limits = new InputLimits { MaxPixels = 5_000 } };

        var actual = search.CreateEstimator(mlContext.Transforms, "Dct", "Path", limits).Fit(rows).Transform(rows).Values("Dct");

        var channels = mlContext.Transforms.DctChannels("Dct", "Path", new DctChannelsOptions
        {
            Selection = ChannelSelection.Published(6),
            Geometry = new ImageGeometry(18, 16, ResizeKernel.Bilinear),
            Limits = limits.Limits,
        });
        var normalized = channels.Append(mlContext.Transforms.NormalizeFrequencyChannels("Normalized", "Dct", channelCount: 6));
        Assert.That(actual, Is.EqualTo(normalized.Fit(rows).Transform(rows).Values(normalize ? "Normalized" : "Dct")));
    }

    private sealed class Broken
    {
        [Choice(new object[] { 1, 2 }, 1)]
        public int ReadOnly { get; private set; } = 1;

        [Choice(true, false)]
        public bool Flag { get; set; }

        [BooleanChoice]
        public int Number { get; set; }

        [Range(0.0, 1.0, 0.5)]
        public int Whole { get; set; }

        [Choice(new object[] { 1, "2" }, 1)]
        public int Mixed { get; set; } = 1;

        [Choice(new object[] { ResizeKernel.Triangle, ResizeKernel.Bilinear }, ResizeKernel.Triangle)]
        public ResizeKernel Kernel { get; set; }

        [Choice(new object[] { "Triangle", "Lanczos" }, "Triangle")]
        public ResizeKernel Stranger { get; set; }

        [Choice(new object[] { 1, 2 }, 1)]
        public int Started { get; set; } = 2;

        [Choice(new object[] { 1, 2 }, 1), Range(1, 2, 1)]
        public int Both { get; set; } = 1;
    }

    private sealed class WithoutConstructor(int number)
    {
        public int Number { get; } = number;
    }
}

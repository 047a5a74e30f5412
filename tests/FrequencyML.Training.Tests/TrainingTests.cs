using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Textures;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests;

public sealed class TrainingTests
{
    private static readonly TrainingSettings Small = new()
    {
        Selection = "24",
        Resize = 64,
        Crop = 56,
        Width = 8,
        Depths = [1],
        Epochs = 30,
        Lambda = 0.001,
        BatchSize = 16,
        LearningRate = 0.05,
    };

    [Test]
    public void Train_StripesOfTwoDirections_LearnsThemAndLeavesARunThatLoads()
    {
        using var folder = new TemporaryFolder();
        for (var index = 0; index < 24; index++)
        {
            folder.Write($"data/across/{index:D2}.png", Png(Stripes(index, across: true)));
            folder.Write($"data/down/{index:D2}.png", Png(Stripes(index, across: false)));
        }
        var (training, validation) = LabelledImages.Read(folder["data"]).Split();
        var reports = new List<EpochReport>();
        var run = Trainer.Train(Small, training, validation, "stripes", folder["a"], reports.Add);
        Trainer.Train(Small, training, validation, "stripes", folder["b"], _ => { });

        Assert.That(reports, Has.Count.EqualTo(Small.Epochs));
        Assert.That(reports[^1].Loss, Is.LessThan(reports[0].Loss));
        Assert.That(run.Result!.Accuracy, Is.EqualTo(1));
        Assert.That(File.ReadAllBytes(Path.Combine(folder["a"], "weights.dat")), Is.EqualTo(File.ReadAllBytes(Path.Combine(folder["b"], "weights.dat"))),
            "one seed, two runs");
        var loaded = TrainingRun.Load(folder["a"]);
        Assert.That(loaded.Labels, Is.EqualTo(new[] { "across", "down" }));
        Assert.That(loaded.Result, Is.EqualTo(run.Result));
        Assert.That(loaded.Normalization.Mean, Is.EqualTo(run.Normalization.Mean));
        using var network = loaded.LoadNetwork(folder["a"]);
        Assert.That(Evaluation.Measure(network, loaded.Settings, validation), Is.EqualTo(run.Result));
    }

    private static SkiaSharp.SKBitmap Stripes(int seed, bool across)
    {
        var random = new Random(seed);
        var (period, phase, level) = (4 + random.Next(4), random.Next(8), 60 + random.Next(80));
        var bitmap = new SkiaSharp.SKBitmap(64, 64);
        for (var y = 0; y < 64; y++)
            for (var x = 0; x < 64; x++)
            {
                var value = (byte)(level + ((across ? y : x) + phase) / period % 2 * 60 + random.Next(8));
                bitmap.SetPixel(x, y, new(value, value, value));
            }
        return bitmap;
    }

    [Test]
    public void Train_LossBecomesNaN_StopsWithTheStep()
    {
        using var folder = new TemporaryFolder();
        TextureSet.Write(folder["data"], perClass: 4, seed: 3);
        var images = LabelledImages.Read(folder["data"]);
        Assert.That(() => Trainer.Train(Small with { LearningRate = 1e30 }, images, images, "textures", folder["a"], _ => { }),
            Throws.InvalidOperationException.With.Message.Contains("(epoch 1); nothing was saved."));
    }

    [Test]
    public void Train_DamagedImage_IsNamed()
    {
        using var folder = new TemporaryFolder();
        TextureSet.Write(folder["data"], perClass: 2, seed: 3);
        var damaged = folder.Write("data/brick/9.jpg", "no image"u8.ToArray());
        var images = LabelledImages.Read(folder["data"]);
        Assert.That(() => Trainer.Train(Small, images, images, "textures", folder["a"], _ => { }),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(damaged).And.Message.Contains("Not an image"));
    }

    [TestCase("{}")]
    [TestCase("no json")]
    public void Load_DamagedRun_NamesTheFile(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("run.json", System.Text.Encoding.UTF8.GetBytes(content));
        Assert.That(() => TrainingRun.Load(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("run.json"));
    }

    [Test]
    public void Optimizer_Groups_HoldEveryParameterOnceAndTheGatesLastLayerAlone()
    {
        var settings = Small with { WeightDecay = 0.01, GateLearningRateFactor = 7 };
        using var network = new Networks.GatedResNet(settings, 3, new NormalizationConstants(new double[24], [.. Enumerable.Repeat(1.0, 24)], 1));
        using var optimizer = Trainer.Optimizer(network, settings);
        var groups = optimizer.ParamGroups.Cast<TorchSharp.Modules.SGD.ParamGroup>().ToArray();
        Trainer.SetLearningRate(optimizer, settings, 0.5);
        Assert.That(groups.Select(group => group.LearningRate), Is.EqualTo(new[] { 0.5, 0.5, 3.5 }));
        Assert.That(groups.Select(group => group.Options.weight_decay), Is.EqualTo(new double?[] { 0.01, 0, 0 }));
        Assert.That(groups.SelectMany(group => group.Parameters).Select(parameter => parameter.Handle), Is.EquivalentTo(network.parameters().Select(parameter => parameter.Handle)));
        Assert.That(groups[2].Parameters.Select(parameter => parameter.Handle), Is.EquivalentTo(network.gate!.logits.parameters().Select(parameter => parameter.Handle)));
        Assert.That(groups[0].Parameters.Select(parameter => parameter.dim()), Is.All.GreaterThan(1));
    }

    [Test]
    public void Normalization_OfGrayImages_DoesNotMagnifyRounding()
    {
        using var folder = new TemporaryFolder();
        for (var index = 0; index < 4; index++) folder.Write($"x/{index}.png", Png(Stripes(index, across: true)));
        var images = LabelledImages.Read(folder.Path);
        var cache = ChannelCache.Build(images, ChannelSelection.Published(24), new ImageGeometry(64, 64));
        using var scope = NewDisposeScope();
        using var normalization = new Networks.ChannelNormalization(cache.Normalization.Mean, cache.Normalization.Deviation);
        Assert.That(normalization.scale.max().ToDouble(), Is.LessThan(1000));
        Assert.That(normalization.scale[0, 16, 0, 0].ToDouble(), Is.EqualTo(1));       // Cb DC
    }

    [Test]
    public void LambdaAt_OverARun_RisesForHalfOfIt()
    {
        var settings = new TrainingSettings { Lambda = 0.01 };
        Assert.That(new[] { 0, 25, 50, 99 }.Select(step => settings.LambdaAt(step, 100)), Is.EqualTo(new[] { 0, 0.005, 0.01, 0.01 }).Within(1e-12));
    }

    [Test]
    public void Epoch_CentreCropOrFlip_EqualsTheChannelsOfThatImage()
    {
        // The cache holds 8x8 blocks and the crop is all of them, so an augmented image is the image or its mirror image.
        using var folder = new TemporaryFolder();
        using var bitmap = Noise(64);
        folder.Write("data/x/a.png", Png(bitmap));
        folder.Write("mirrored.png", Png(Mirror(bitmap)));
        var geometry = new ImageGeometry(64, 64);
        var selection = ChannelSelection.All;
        var extractor = new DctChannelExtractor(selection, geometry);
        var (plain, mirrored) = (new float[extractor.Length], new float[extractor.Length]);
        extractor.Extract(folder["data/x/a.png"], plain);
        extractor.Extract(folder["mirrored.png"], mirrored);
        var cache = ChannelCache.Build(LabelledImages.Read(folder["data"]), selection, geometry);
        var batches = new TrainingBatches(cache, selection, cropInBlocks: 8, batchSize: 1);
        var seen = new HashSet<bool>();
        for (var seed = 0; seed < 16; seed++)
        {
            using var scope = NewDisposeScope();
            var values = batches.Epoch(new Random(seed)).Single().Channels.data<float>().ToArray();
            var flipped = Distance(values, mirrored) < Distance(values, plain);
            seen.Add(flipped);
            Assert.That(values, Is.EqualTo(flipped ? mirrored : plain).Within(0.5));   // 16-bit floats: half a unit at 1024
        }
        Assert.That(seen, Has.Count.EqualTo(2));
    }

    [Test]
    public void Epoch_SmallerCrop_IsAWindowOfBlocks()
    {
        using var folder = new TemporaryFolder();
        using var bitmap = Noise(64);
        folder.Write("data/x/a.png", Png(bitmap));
        var selection = ChannelSelection.Published(6);
        var cache = ChannelCache.Build(LabelledImages.Read(folder["data"]), selection, new ImageGeometry(64, 64));
        var whole = cache[0].ToArray();
        var batches = new TrainingBatches(cache, selection, cropInBlocks: 6, batchSize: 1);
        using var scope = NewDisposeScope();
        for (var seed = 0; seed < 20; seed++)
        {
            var luma = batches.Epoch(new Random(seed)).Single().Channels.data<float>().ToArray()[..36];   // DC: a flip only reorders it
            Assert.That(Windows().Any(window => window.SequenceEqual(luma)), $"seed {seed}");
        }

        IEnumerable<float[]> Windows() =>
            from top in Enumerable.Range(0, 3)
            from left in Enumerable.Range(0, 3)
            from flip in new[] { false, true }
            select (from row in Enumerable.Range(0, 6) from column in Enumerable.Range(0, 6) select (float)whole[(top + row) * 8 + left + (flip ? 5 - column : column)]).ToArray();
    }

    [Test]
    public void LearningRateAt_OverARun_WarmsUpAndFallsToZero()
    {
        var settings = new TrainingSettings { LearningRate = 0.1 };
        var rates = Enumerable.Range(0, 100).Select(step => settings.LearningRateAt(step, 100)).ToArray();
        Assert.That(rates[0], Is.EqualTo(0.01).Within(1e-12));
        Assert.That(rates.Max(), Is.EqualTo(0.1).Within(1e-12));
        Assert.That(rates[9], Is.EqualTo(0.1).Within(1e-12));
        Assert.That(rates[10..], Is.Ordered.Descending);
        Assert.That(rates[^1], Is.LessThan(1e-4));
    }

    [TestCase("width", 0)]
    [TestCase("epochs", 0)]
    [TestCase("batch", 1)]
    [TestCase("lambda", -1)]
    [TestCase("temperature", 0)]
    [TestCase("crop", 20)]
    [TestCase("weight-decay", -1)]
    [TestCase("momentum", 1)]
    [TestCase("label-smoothing", 1)]
    public void Validate_SettingOutOfRange_Throws(string setting, int value)
    {
        var settings = setting switch
        {
            "width" => Small with { Width = value },
            "epochs" => Small with { Epochs = value },
            "batch" => Small with { BatchSize = value },
            "lambda" => Small with { Lambda = value },
            "temperature" => Small with { Temperature = value },
            "weight-decay" => Small with { WeightDecay = value },
            "momentum" => Small with { Momentum = value },
            "label-smoothing" => Small with { LabelSmoothing = value },
            _ => Small with { Crop = value },
        };
        Assert.That(settings.Validate, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Sum();

    private static SkiaSharp.SKBitmap Noise(int side)
    {
        var random = new Random(4);
        var bitmap = new SkiaSharp.SKBitmap(side, side);
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++) bitmap.SetPixel(x, y, new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        return bitmap;
    }

    private static SkiaSharp.SKBitmap Mirror(SkiaSharp.SKBitmap bitmap)
    {
        var mirrored = new SkiaSharp.SKBitmap(bitmap.Width, bitmap.Height);
        for (var y = 0; y < bitmap.Height; y++)
            for (var x = 0; x < bitmap.Width; x++) mirrored.SetPixel(x, y, bitmap.GetPixel(bitmap.Width - 1 - x, y));
        return mirrored;
    }

    private static byte[] Png(SkiaSharp.SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}

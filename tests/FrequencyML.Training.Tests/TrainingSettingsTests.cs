using FrequencyML.Training.Learning;
using NUnit.Framework;

namespace FrequencyML.Training.Tests;

internal sealed class TrainingSettingsTests
{
    private static IEnumerable<TrainingSettings> Wrong()
    {
        var valid = Example.Settings;
        yield return valid with { Width = 0 };
        yield return valid with { Depths = [] };
        yield return valid with { Depths = [1, 0] };
        yield return valid with { Epochs = 0 };
        yield return valid with { BatchSize = 1 };
        yield return valid with { Gate = GateKind.Hard, Lambda = -1 };
        yield return valid with { Gate = GateKind.Hard, Temperature = 0 };
        yield return valid with { Gate = GateKind.Hard, TargetChannels = 25 };
        yield return valid with { Crop = 20 };
        yield return valid with { FirstCrop = 20 };
        yield return valid with { FirstCrop = 64 };
        yield return valid with { WeightDecay = -1 };
        yield return valid with { Momentum = 1 };
        yield return valid with { LabelSmoothing = 1 };
        yield return valid with { AverageDecay = 1 };
        yield return valid with { ClipNorm = -1 };
        yield return valid with { MixUp = -1 };
        yield return valid with { CutMix = -1 };
        yield return valid with { WarmUpEpochs = -1 };
        yield return valid with { LearningRate = double.NaN };
        yield return valid with { Augmentation = new() { MinArea = 0 } };
        yield return valid with { Augmentation = new() { MaxAspect = 0.5 } };
        yield return valid with { Augmentation = new() { Brightness = 1 } };
        yield return valid with { Augmentation = new() { Contrast = 1 } };
        yield return valid with { Augmentation = new() { Saturation = 2 } };
    }

    [TestCaseSource(nameof(Wrong))]
    public void Validate_SettingOutOfRange_Throws(TrainingSettings settings) =>
        Assert.That(settings.Validate, Throws.TypeOf<ArgumentOutOfRangeException>());

    private static IEnumerable<TrainingSettings> Contradictory()
    {
        yield return Example.Settings with { Network = NetworkKind.MobileNetV2 };                       // its widths and depths are its own
        yield return Example.Settings with { TargetChannels = 10 };                                     // no gate
        yield return Example.Settings with { Input = NetworkInput.Rgb };                                // of 24 channels
        yield return Example.Settings with { Input = NetworkInput.Rgb, Selection = "192", Gate = GateKind.Soft };
    }

    [TestCaseSource(nameof(Contradictory))]
    public void Validate_SettingsThatContradict_Throws(TrainingSettings settings) =>
        Assert.That(settings.Validate, Throws.TypeOf<ArgumentException>());

    [Test]
    public void Validate_DefaultsAndExample_Pass()
    {
        Assert.That(new TrainingSettings().Validate, Throws.Nothing);
        Assert.That(Example.Settings.Validate, Throws.Nothing);
    }

    [Test]
    public void LearningRateAt_OverARun_WarmsUpAndFallsToZero()
    {
        var settings = new TrainingSettings { LearningRate = 0.1, Epochs = 20, WarmUpEpochs = 2 };
        var rates = Enumerable.Range(0, 100).Select(step => settings.LearningRateAt(step, 100)).ToArray();
        Assert.That(rates[0], Is.EqualTo(0.01).Within(1e-12));
        Assert.That(rates.Max(), Is.EqualTo(0.1).Within(1e-12));
        Assert.That(rates[9], Is.EqualTo(0.1).Within(1e-12));
        Assert.That(rates[10..], Is.Ordered.Descending);
        Assert.That(rates[^1], Is.LessThan(1e-4));
    }

    [TestCase(NetworkInput.Dct, 224, 128, 16)]
    [TestCase(NetworkInput.Rgb, 112, 64, 8)]
    public void CropAt_OverARun_GrowsInTheSameGrids(NetworkInput input, int crop, int first, int unit)
    {
        var settings = new TrainingSettings { Input = input, Crop = crop, FirstCrop = first };
        var crops = Enumerable.Range(0, 1000).Select(step => settings.CropAt(step, 1000)).ToArray();
        Assert.That(crops.Distinct(), Is.EqualTo(Enumerable.Range(0, 7).Select(i => first + i * unit)));
        Assert.That(crops[699], Is.LessThan(crop));
        Assert.That(crops[700..], Is.All.EqualTo(crop));
        Assert.That((settings with { FirstCrop = null }).CropAt(0, 10), Is.EqualTo(crop));
    }

    [Test]
    public void Steering_FixedLambda_RisesForHalfTheRun()
    {
        var steering = new GateSteering(new TrainingSettings { Lambda = 0.01 }, 192);
        steering.Observe(10, 10, 5, 100);
        Assert.That(new[] { 0, 25, 50, 99 }.Select(step => steering.LambdaAt(step, 100)), Is.EqualTo(new[] { 0, 0.005, 0.01, 0.01 }).Within(1e-12));
        Assert.That(steering.LearningRateAt(99, 100), Is.EqualTo(new TrainingSettings().LearningRateAt(99, 100)));
    }

    [Test]
    public void Steering_TooManyOpen_RaisesLambda_TooFew_LowersIt()
    {
        var settings = new TrainingSettings { Lambda = 0.01, Gate = GateKind.Hard, TargetChannels = 24 };
        var (many, few) = (new GateSteering(settings, 192), new GateSteering(settings, 192));
        for (var step = 60; step < 100; step++)
        {
            many.Observe(40, 100, step, 100);
            few.Observe(10, 100, step, 100);
        }
        // Towards the end the count of open channels decides, 16 above and 14 below the target; the integral adds to it.
        Assert.That(many.LambdaAt(99, 100), Is.GreaterThan(0.16));
        Assert.That(few.LambdaAt(99, 100), Is.LessThan(-0.14));
    }

    [Test]
    public void Steering_BeforeTheNetworkKnowsAnything_LeavesTheGateAlone()
    {
        var steering = new GateSteering(new TrainingSettings { Lambda = 0.01, Gate = GateKind.Hard, TargetChannels = 24 }, 192);
        for (var step = 0; step < 20; step++)
        {
            Assert.That(steering.LambdaAt(step, 100), Is.Zero);
            steering.Observe(192, 180, step, 100);
        }
        Assert.That(steering.LambdaAt(40, 100), Is.GreaterThan(0));
    }

    [Test]
    public void NoiseAt_OverARun_FadesOutBeforeTheEnd() => Assert.That(
        new[] { 0, 60, 85, 99 }.Select(step => GateSteering.NoiseAt(step, 100)), Is.EqualTo(new[] { 1, 1, 0, 0 }).Within(1e-12));

    [Test]
    public void Shift_OfMargins_LeavesTheTargetOpen()
    {
        var steering = new GateSteering(new TrainingSettings { Gate = GateKind.Hard, TargetChannels = 2.5 }, 6);
        float[] margins = [3, 2, 1, -1, -2, -3, 5, 4, 0.5f, -4, -5, -6];                    // two images
        var shift = steering.Shift(margins, images: 2);
        Assert.That(margins.Count(margin => margin + shift > 0), Is.EqualTo(5));
    }
}

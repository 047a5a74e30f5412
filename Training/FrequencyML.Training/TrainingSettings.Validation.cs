using FrequencyML.Dct;

namespace FrequencyML.Training;

internal sealed partial record TrainingSettings
{
    /// <summary>Checks every setting before anything is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    /// <exception cref="ArgumentException">Settings contradict each other.</exception>
    /// <exception cref="FormatException">The selection is none.</exception>
    public void Validate()
    {
        var channels = ParsedSelection.Count;
        _ = Geometry;
        Require(FirstCrop is null || (FirstCrop % 8 == 0 && FirstCrop >= 8 && FirstCrop <= Crop), nameof(FirstCrop), FirstCrop, $"a multiple of 8, at most {Crop}");
        Require(Width >= 1, nameof(Width), Width, "at least 1");
        Require(Depths is null || (Depths.Count > 0 && Depths.All(depth => depth >= 1)), nameof(Depths), string.Join(' ', Depths ?? []), "at least 1 block a stage");
        Require(Augmentation.MinArea is > 0 and <= 1, nameof(Augmentation.MinArea), Augmentation.MinArea, "more than 0 and at most 1");
        Require(Augmentation.MaxAspect >= 1, nameof(Augmentation.MaxAspect), Augmentation.MaxAspect, "at least 1");
        Require(Augmentation.Brightness is >= 0 and < 1, nameof(Augmentation.Brightness), Augmentation.Brightness, "at least 0 and less than 1");
        Require(Augmentation.Contrast is >= 0 and < 1, nameof(Augmentation.Contrast), Augmentation.Contrast, "at least 0 and less than 1");
        Require(Augmentation.Saturation is >= 0 and <= 1, nameof(Augmentation.Saturation), Augmentation.Saturation, "0 to 1");
        Require(MixUp >= 0, nameof(MixUp), MixUp, "at least 0");
        Require(CutMix >= 0, nameof(CutMix), CutMix, "at least 0");
        Require(Lambda >= 0, nameof(Lambda), Lambda, "at least 0");
        Require(TargetChannels is null || (TargetChannels > 0 && TargetChannels <= channels), nameof(TargetChannels), TargetChannels, $"more than 0 and at most {channels}");
        Require(Temperature > 0, nameof(Temperature), Temperature, "more than 0");
        Require(GateLearningRateFactor > 0, nameof(GateLearningRateFactor), GateLearningRateFactor, "more than 0");
        Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Require(BatchSize >= 2, nameof(BatchSize), BatchSize, "at least 2, because of batch norm");
        Require(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Require(WarmUpEpochs >= 0, nameof(WarmUpEpochs), WarmUpEpochs, "at least 0");
        Require(Momentum is > 0 and < 1, nameof(Momentum), Momentum, "between 0 and 1");
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "at least 0");
        Require(LabelSmoothing is >= 0 and < 1, nameof(LabelSmoothing), LabelSmoothing, "at least 0 and less than 1");
        Require(AverageDecay is >= 0 and < 1, nameof(AverageDecay), AverageDecay, "at least 0 and less than 1");
        Require(ClipNorm >= 0, nameof(ClipNorm), ClipNorm, "at least 0");
        if (ResNetShape is null && (Depths is not null || Width != 64)) throw new ArgumentException("MobileNetV2 has depths and widths of its own; leave them out.");
        if (Input == NetworkInput.Rgb && Gate != GateKind.None) throw new ArgumentException("A gate chooses DCT channels; a network on RGB has none.");
        if (Input == NetworkInput.Rgb && !ParsedSelection.SequenceEqual(ChannelSelection.All))
            throw new ArgumentException("A network on RGB needs all 192 channels in their order: they are turned into pixels.");
        if (TargetChannels is not null && Gate != GateKind.Hard) throw new ArgumentException("There are target channels but no hard gate to steer; a soft one closes none.");

        static void Require(bool condition, string name, object? value, string expected)
        {
            if (!condition) throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is {value}; expected {expected}."));
        }
    }
}

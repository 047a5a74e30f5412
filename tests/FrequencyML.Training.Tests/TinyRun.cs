using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests;

/// <summary>A small network that has learned nothing, but in which no weight and no statistic is at its initial value, and 20 textures to run it on.</summary>
internal sealed class TinyRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TinyRun(TrainingSettings settings)
    {
        Images = Textures.Images;
        Settings = settings with { Resize = 64, Crop = 48 };
        var normalization = TrainingImages.Read(Images, Settings, maxBytes: 0).Normalization;
        random.manual_seed(9);
        Network = new FrequencyNetwork(Settings, Images.Labels.Count, normalization);
        Unsettle();
        var predictions = Predictions.Measure(Network, Settings, Images);
        Run = new TrainingRun(Settings, Images.Labels, normalization, "textures", [], predictions.Summary, predictions.Gate);
        Directory.CreateDirectory(RunFolder);
        Run.Save(RunFolder, Network, predictions);
    }

    public TrainingSettings Settings { get; }

    public LabelledImages Images { get; }

    public FrequencyNetwork Network { get; }

    public TrainingRun Run { get; }

    /// <summary>A folder whose run is saved.</summary>
    public string RunFolder => folder["run"];

    /// <summary>A path that is removed with the run.</summary>
    public string this[string name] => folder[name];

    public void Dispose()
    {
        Network.Dispose();
        folder.Dispose();
    }

    private void Unsettle()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        using Scalar tenth = 0.1;                                                     // see HeldScalar
        foreach (var parameter in Network.parameters()) parameter.add_(randn_like(parameter), tenth);
        if (Network.gate is not null) nn.init.normal_(Network.gate.logits.weight!, 0, 2);
        var extractor = new DctChannelExtractor(Settings.ParsedSelection, Settings.Geometry);
        var batch = Predictions.ToTensor(EvaluationBatches.Read(Images, extractor, Images.Files.Count).Single(), extractor);
        Network.train();
        for (var i = 0; i < 30; i++) Network.forward(batch);                          // running statistics settle on those of the images
        Network.eval();
        Network.head.bias!.sub_(Network.forward(batch).Logits.mean([0]));             // random weights give all images one class, but for this
    }
}

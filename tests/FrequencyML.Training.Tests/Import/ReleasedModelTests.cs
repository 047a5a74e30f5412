using System.CommandLine;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Commands;
using FrequencyML.Training.Import;
using FrequencyML.Training.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Import;

public sealed class ReleasedModelTests
{
    private static readonly TrainingSettings Small = new() { Network = NetworkKind.ResNet50, Width = 4, Depths = [2, 1, 1, 2], Selection = "6" };

    [Test]
    public void Import_ResNet50_EveryTensorLandsWhereItBelongs()
    {
        // The one test with the whole network: 25.5 million parameters, a file of 102 MB.
        using var folder = new TemporaryFolder();
        var tensors = ReleasedTensors.ResNet(24, 1000, [3, 4, 6, 3]);
        Assert.That(tensors.Count(tensor => !tensor.Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal)), Is.EqualTo(262));
        var values = ReleasedTensors.Random(tensors, seed: 1);
        var path = folder.Write("resnet50.pth.tar", CheckpointFile.Zip(CheckpointFile.Training(values.Select(tensor => ("module." + tensor.Name, tensor.Tensor)))));
        using (var checkpoint = Checkpoint.Open(path))
        {
            var released = ReleasedModel.Recognize(checkpoint);
            Assert.That((released.Settings.Network, released.Settings.Selection, released.Settings.Gate, released.Classes),
                Is.EqualTo((NetworkKind.ResNet50, "24", GateKind.None, 1000)));
            using var network = released.CreateNetwork(checkpoint);
            AssertFilled(network, tensors, values);
        }

        var labels = folder.Write("labels.txt", System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(index => $"label {index}\n"))));
        Assert.That(Run("--checkpoint", path, "--output", folder["m.onnx"], "--labels", labels), Is.Zero);
        using var model = FrequencyModel.Load(folder["m.onnx"]);
        Assert.That(model.Metadata.Geometry, Is.EqualTo(new ImageGeometry(512, 448, ResizeKernel.Bilinear, ChromaFilter.Dctnet)));
        Assert.That(model.Metadata.Selection, Is.EqualTo(ChannelSelection.Published(24)));
        Assert.That(model.Metadata.Labels, Has.Count.EqualTo(1000).And.ItemAt(999).EqualTo("label 999"));
        Assert.That(model.Metadata.Architecture, Is.EqualTo("ResNet50, without stem"));
        Assert.That(model.Metadata.TrainingData, Does.StartWith("ImageNet, by the authors"));
        Assert.That(model.Metadata.Accuracy, Is.Null);
    }

    [TestCase(24, true)]
    [TestCase(32, false)]
    public void Import_MobileNetV2_EveryTensorLandsWhereItBelongs(int channels, bool isGated)
    {
        using var folder = new TemporaryFolder();
        var tensors = ReleasedTensors.MobileNetV2(channels, 5);
        if (isGated) tensors.AddRange(ReleasedTensors.Gate(channels, hasBias: false));
        var values = ReleasedTensors.Random(tensors, seed: 2);
        // DataParallel stood around the features alone.
        var saved = values.Select(tensor => (tensor.Name.StartsWith("features.", StringComparison.Ordinal) ? "module." + tensor.Name : tensor.Name, tensor.Tensor));
        var path = folder.Write("mobilenetv2.pth.tar", CheckpointFile.Legacy(CheckpointFile.Training(saved)));
        using (var checkpoint = Checkpoint.Open(path))
        {
            using var network = ReleasedModel.Recognize(checkpoint).CreateNetwork(checkpoint);
            AssertFilled(network, tensors, values);
        }
        Assert.That(Run("--checkpoint", path, "--output", folder["m.onnx"]), Is.Zero);
        using var model = FrequencyModel.Load(folder["m.onnx"]);
        Assert.That(model.Metadata.Geometry, Is.EqualTo(new ImageGeometry(1024, 896, ResizeKernel.Bilinear, ChromaFilter.Dctnet)));
        Assert.That(model.Metadata.Selection, Is.EqualTo(ChannelSelection.Published(channels)));
        Assert.That(model.HasGate, Is.EqualTo(isGated));
        Assert.That(model.EmbeddingLength, Is.EqualTo(1280));
        Assert.That(model.Metadata.Labels, Is.EqualTo(new[] { "class 0", "class 1", "class 2", "class 3", "class 4" }));
        Assert.That(model.Metadata.Architecture, Is.EqualTo(isGated ? "gated MobileNetV2, without stem" : "MobileNetV2, without stem"));
    }

    [Test]
    public void Fill_GatedResNet_EqualsTheDefinitionOfItsLayers([Values] bool hasGateBias)
    {
        using var scope = NewDisposeScope();
        var settings = Small with { Gate = GateKind.Hard };
        var values = ReleasedTensors.Random([.. ReleasedTensors.Gate(6, hasGateBias), .. ReleasedTensors.ResNet(6, 3, [2, 1, 1, 2], 4)], seed: 3);
        var input = Input(channels: 6, side: 16);
        var state = new ReferenceNetwork(values);
        var (expected, gate) = state.ResNet(ReferenceNetwork.Normalize(input, ChannelSelection.Published(6)), [2, 1, 1, 2]);
        Assert.That(gate.data<float>().ToArray().Sum(), Is.GreaterThan(0).And.LessThan(4 * 6), "gates of both kinds");
        var actual = Forward(settings, 3, values, input);
        Assert.That(actual.Gate!.Value.Gate.data<float>().ToArray(), Is.EqualTo(gate.data<float>().ToArray()));
        AssertClose(actual.Logits, expected);
    }

    [Test]
    public void Fill_ResNetOfUsualDepths_EqualsTheDefinitionOfItsLayers()
    {
        using var scope = NewDisposeScope();
        var values = ReleasedTensors.Random(ReleasedTensors.ResNet(6, 3, [3, 4, 6, 3], 4), seed: 5);
        var input = Input(channels: 6, side: 16);
        var state = new ReferenceNetwork(values);
        AssertClose(Forward(Small with { Depths = null }, 3, values, input).Logits, state.ResNet(ReferenceNetwork.Normalize(input, ChannelSelection.Published(6)), [3, 4, 6, 3]).Logits);
    }

    [Test]
    public void Fill_MobileNetV2_EqualsTheDefinitionOfItsLayers()
    {
        using var scope = NewDisposeScope();
        var values = ReleasedTensors.Random(ReleasedTensors.MobileNetV2(24, 3), seed: 4);
        var input = Input(channels: 24, side: 32);
        var state = new ReferenceNetwork(values);
        var expected = state.MobileNetV2(ReferenceNetwork.Normalize(input, ChannelSelection.Published(24)));
        AssertClose(Forward(new() { Network = NetworkKind.MobileNetV2, Selection = "24" }, 3, values, input).Logits, expected);
    }

    [TestCase("fc.bias", null, "no tensor 'fc.bias'", "[3]")]
    [TestCase("model.3.1.bn3.running_var", null, "no tensor 'model.3.1.bn3.running_var'", "[128]")]
    [TestCase("model.1.0.conv2.weight", "8,8,1,1", "'model.1.0.conv2.weight' of the checkpoint is [8, 8, 1, 1]", "expects [8, 8, 3, 3]")]
    [TestCase("fc.weight", "128,3", "is [128, 3]", "expects [3, 128]")]
    [TestCase("model.3.2.conv1.weight", "32,128,1,1", "'model.3.2.conv1.weight' [32, 128, 1, 1]", "no place")]
    [TestCase("inp_GM.inp_gate.0.bias", "6", "'inp_GM.inp_gate.0.bias' [6]", "no place")]
    public void Fill_OtherTensors_AreNamedWithBothShapesAndNothingIsFilled(string name, string? shape, string mentions, string andMentions)
    {
        using var folder = new TemporaryFolder();
        var values = ReleasedTensors.Random(ReleasedTensors.ResNet(6, 3, [2, 1, 1, 2], 4), seed: 3);
        values.RemoveAll(tensor => tensor.Name == name);
        if (shape is not null)
        {
            long[] lengths = [.. shape.Split(',').Select(long.Parse)];
            values.Add((name, SavedTensor.Of(lengths, new float[lengths.Aggregate((a, b) => a * b)])));
        }
        using var checkpoint = Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Zip(CheckpointFile.StateDict(values))));
        using var network = new FrequencyNetwork(Small, 3, ReleasedNormalization.Of(Small.ParsedSelection));
        var before = network.head.weight!.data<float>().ToArray();
        Assert.That(() => ReleasedModel.Fill(network, Small, checkpoint), Throws.InvalidOperationException.With.Message.Contains(mentions).And.Message.Contains(andMentions));
        Assert.That(network.head.weight!.data<float>().ToArray(), Is.EqualTo(before));
    }

    [TestCase("conv1.weight", "64,3,7,7", "none of the released models")]
    [TestCase("model.0.0.conv1.weight", "64,23,1,1", "23 channels")]
    [TestCase("model.0.0.conv1.weight", "64", "more dimensions")]
    [TestCase("model.0.0.conv1.weight", "64,24,1,1", "no tensor 'fc.weight'")]
    [TestCase("features.0.conv.0.weight", "24,1,3,3", "no tensor 'classifier.weight'")]
    public void Recognize_OtherNetwork_SaysWhatIsMissing(string name, string shape, string mentions)
    {
        using var folder = new TemporaryFolder();
        long[] lengths = [.. shape.Split(',').Select(long.Parse)];
        var tensor = SavedTensor.Of(lengths, new float[lengths.Aggregate((a, b) => a * b)]);
        using var checkpoint = Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Zip(CheckpointFile.StateDict([(name, tensor)]))));
        Assert.That(() => ReleasedModel.Recognize(checkpoint), Throws.InvalidOperationException.With.Message.Contains(mentions));
    }

    [Test]
    public void Recognize_GatedResNetOf64Channels_HasAGate()
    {
        using var folder = new TemporaryFolder();
        using var checkpoint = Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Zip(CheckpointFile.StateDict(
        [
            ("model.0.0.conv1.weight", SavedTensor.Of([64, 64, 1, 1], new float[4096])), ("fc.weight", SavedTensor.Of([10, 1], new float[10])),
            ("inp_GM.inp_gate_l.bias", SavedTensor.Of([128], new float[128])),
        ]))));
        var released = ReleasedModel.Recognize(checkpoint);
        Assert.That((released.Settings.Gate, released.Settings.Selection, released.Classes), Is.EqualTo((GateKind.Hard, "64", 10)));
        released.Settings.Validate();
        Assert.That(released.Describe(LabelFile.Numbered(10)).Architecture, Is.EqualTo("gated ResNet50, without stem"));
    }

    [Test]
    public void Run_WrongLabels_WritesNothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.pth", CheckpointFile.Zip(CheckpointFile.StateDict(ReleasedTensors.Random(ReleasedTensors.MobileNetV2(24, 3), seed: 2))));
        AssertRefuses("a\nb\n", "has 2 lines; the model has 3 classes");
        AssertRefuses("a\n\nc\n", "Line 2 of");
        AssertRefuses("crane\nb\n crane\n", "Lines 1 and 3 of");
        Assert.That(File.Exists(folder["m.onnx"]), Is.False);

        void AssertRefuses(string labels, string mentions) => Assert.That(
            () => Run("--checkpoint", path, "--output", folder["m.onnx"], "--labels", folder.Write("labels.txt", System.Text.Encoding.UTF8.GetBytes(labels))),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(mentions));
    }

    [Test]
    public void Of_EveryPublishedSelection_HasConstantsThatNormalizationUses()
    {
        foreach (var count in new[] { 6, 24, 32, 48, 64, 192 })
        {
            var constants = ReleasedNormalization.Of(ChannelSelection.Published(count));
            Assert.That(constants.Mean, Has.Count.EqualTo(count));
            using var normalization = new ChannelNormalization(constants.Mean, constants.Deviation);
            Assert.That(normalization.scale.data<float>().ToArray(), Is.EqualTo(constants.Deviation.Select(deviation => (float)(1 / deviation))));
        }
        var all = ReleasedNormalization.Of(ChannelSelection.All);
        Assert.That((all.Mean[0], all.Mean[64], all.Mean[128]), Is.EqualTo((-88.397, -58.709, 32.116)));
        Assert.That(all.Deviation[1], Is.EqualTo(2.78).Within(0.01));
        Assert.That(all.Deviation.Min(), Is.EqualTo(0.0096059));
    }

    private static int Run(params string[] arguments) =>
        ImportCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    private static NetworkOutput Forward(TrainingSettings settings, int classes, List<(string Name, SavedTensor Tensor)> values, Tensor input)
    {
        using var folder = new TemporaryFolder();
        using var checkpoint = Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Zip(CheckpointFile.StateDict(values))));
        var network = new FrequencyNetwork(settings, classes, ReleasedNormalization.Of(settings.ParsedSelection));
        ReleasedModel.Fill(network, settings, checkpoint);
        network.eval();
        using var mode = no_grad();
        return network.forward(input);
    }

    private static Tensor Input(int channels, int side)
    {
        var normalization = ReleasedNormalization.Of(ChannelSelection.Published(channels));
        var (mean, deviation) = (PerChannel(normalization.Mean), PerChannel(normalization.Deviation));
        return randn(4, channels, side, side, generator: new Generator(8)) * deviation + mean;

        static Tensor PerChannel(IReadOnlyList<double> values) => tensor([.. values.Select(value => (float)value)], [1, values.Count, 1, 1]);
    }

    private static void AssertFilled(FrequencyNetwork network, List<ReleasedTensors.Released> tensors, List<(string Name, SavedTensor Tensor)> values)
    {
        var state = network.state_dict();
        var mapped = tensors.Where(tensor => tensor.Ours is not null).ToDictionary(tensor => tensor.Ours!, tensor => tensor.Name);
        Assert.That(mapped.Keys, Is.EquivalentTo(state.Keys.Where(name =>
            !name.EndsWith(".num_batches_tracked", StringComparison.Ordinal) && !name.StartsWith("normalization.", StringComparison.Ordinal))));
        var saved = values.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor);
        foreach (var (ours, released) in mapped)
        {
            Assert.That(state[ours].shape, Is.EqualTo(saved[released].Shape), released);
            Assert.That(state[ours].data<float>().ToArray().AsSpan().SequenceEqual(saved[released].Values), released);
        }
    }

    private static void AssertClose(Tensor actual, Tensor expected)
    {
        var (a, e) = (actual.data<float>().ToArray(), expected.data<float>().ToArray());
        Assert.That(e.Max() - e.Min(), Is.GreaterThan(0.1), "logits that differ");
        var tolerance = 1e-4f * e.Max(Math.Abs);                                     // float32 rounding through some 50 layers
        Assert.That(a, Is.EqualTo(e).Within(tolerance));
    }
}

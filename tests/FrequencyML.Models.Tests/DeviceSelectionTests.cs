using FrequencyML.Models.Internal;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class DeviceSelectionTests
{
    [Test]
    public void Load_Cpu_RunsThere()
    {
        using var model = FrequencyModel.Load(TestModel.Create().ToByteArray(), "test.onnx", new FrequencyModelOptions { Device = InferenceDevice.Cpu, Threads = 1 });
        Assert.That((model.Device, model.DeviceReason), Is.EqualTo((InferenceDevice.Cpu, "it was asked for")));
    }

    [Test]
    public void Load_AutoWithoutAGpu_RunsOnTheCpuAndSaysWhy()
    {
        using var model = TestModel.Load();
        if (model.Device.Kind != InferenceDeviceKind.Cpu) Assert.Ignore($"{model.Device} runs the model: {model.DeviceReason}.");
        Assert.That(model.DeviceReason, Does.Contain("no provider for a GPU").Or.Contain("cannot be used").Or.Contain("cannot be loaded"));
    }

    [TestCase("cuda", "OnnxRuntimeFlavor=Gpu"), TestCase("cuda:1", "OnnxRuntimeFlavor=Gpu"), TestCase("tensorrt", "OnnxRuntimeFlavor=Gpu"), TestCase("webgpu", "FREQUENCYML_ONNXRUNTIME")]
    public void Load_DeviceThatIsNotCompiledIn_FailsAndNamesTheFix(string device, string fix)
    {
        if (InferenceRuntime.Providers.Count > 1) Assert.Ignore($"This OnnxRuntime has {string.Join(", ", InferenceRuntime.Providers)}.");
        Assert.That(() => FrequencyModel.LoadDefault(new FrequencyModelOptions { Device = InferenceDevice.Parse(device) }),
            Throws.TypeOf<DeviceUnavailableException>().With.Message.StartsWith($"{device} cannot be used: this OnnxRuntime ").And.Message.Contains(fix));
    }

    [TestCase("cuda"), TestCase("tensorrt"), TestCase("webgpu"), Category("NeedsGpu")]
    public void Run_OnAGpu_GivesTheResultsOfTheCpu(string name)
    {
        var device = InferenceDevice.Parse(name);
        FrequencyModel model;
        try
        {
            model = FrequencyModel.LoadDefault(new FrequencyModelOptions { Device = device });
        }
        catch (DeviceUnavailableException error)
        {
            Assert.Ignore(error.Message);
            return;
        }
        using (model)
        {
            using var onCpu = FrequencyModel.LoadDefault(new FrequencyModelOptions { Device = InferenceDevice.Cpu });
            Assert.That(model.Device, Is.EqualTo(device));
            foreach (var seed in new[] { 1, 2 })
            {
                var expected = Logits(onCpu, seed);
                // TensorFloat-32, CUDA's default for convolutions, keeps 10 bits of the mantissa: a part in 1000 of each product.
                Assert.That(Logits(model, seed), Is.EqualTo(expected).Within(0.01 * expected.Max(Math.Abs)));
            }
        }
    }

    [TestCase("ResNet"), TestCase("gate")]
    public void Optimize_Int8ModelAsForAGpu_LeavesNoInt32ToDequantize(string kind)
    {
        using var folder = new TemporaryFolder();
        var source = Repository.PathOf("Models", "weights", kind == "gate" ? "imagenette-gate192-int8.onnx" : "imagenette-dct24-int8.onnx");
        InferenceRuntime.Load();
        using var options = new SessionOptions { OptimizedModelFilePath = folder["optimized.onnx"], GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED };
        options.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        using (new InferenceSession(source, options)) { }
        int before = Dequantized(source), after = Dequantized(folder["optimized.onnx"]);
        Assert.That(before, Is.GreaterThan(20), "biases");
        Assert.That(after, Is.Zero);

        static int Dequantized(string path)
        {
            var graph = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph;
            var int32 = graph.Initializer.Where(tensor => tensor.DataType == 6).Select(tensor => tensor.Name).ToHashSet();   // TensorProto.INT32
            return graph.Node.Count(node => node.OpType == "DequantizeLinear" && int32.Contains(node.Input[0]));
        }
    }

    [Test]
    public void Run_BuffersOfAnAllocator_GiveTheResultsOfArrays()
    {
        using var model = TestModel.Load();
        using var allocated = new BatchScorer(model, 3, model => new OrtAllocator(model.Session, OrtMemoryInfo.DefaultInstance));
        using var arrays = new BatchScorer(model, 3);
        Assert.That((allocated.UsesPageLockedMemory, arrays.UsesPageLockedMemory), Is.EqualTo((true, false)));
        for (var repeat = 1; repeat <= 3; repeat++)
        {
            foreach (var scorer in new[] { allocated, arrays })
            {
                for (var row = 0; row < 2; row++)
                    for (var i = 0; i < scorer.RowLength; i++) scorer.Input(row)[i] = repeat * (i - 5) + row;
                scorer.Run(2);
            }
            for (var row = 0; row < 3; row++)
            {
                Assert.That(allocated.Logits(row).ToArray(), Is.EqualTo(arrays.Logits(row).ToArray()));
                Assert.That(allocated.Gate(row).ToArray(), Is.EqualTo(arrays.Gate(row).ToArray()));
            }
        }
    }

    [Test]
    public void Input_AfterDispose_ThrowsInsteadOfTouchingFreedMemory()
    {
        using var model = TestModel.Load();
        var scorer = new BatchScorer(model, 1, model => new OrtAllocator(model.Session, OrtMemoryInfo.DefaultInstance));
        scorer.Dispose();
        Assert.That(() => scorer.Input(0).Length, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => scorer.Logits(0).Length, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => scorer.Gate(0).Length, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Unavailable_NodesOnTheCpu_NamesTheModelsThatRun()
    {
        var error = new InvalidOperationException("[ErrorCode:Fail] This session contains graph nodes that are assigned to the default CPU EP, but fallback to CPU EP has been explicitly disabled by the user.");
        Assert.That(ExecutionProviders.Unavailable(InferenceDevice.Parse("cuda:1"), error).Message,
            Does.StartWith("cuda:1 cannot be used: some of the model's operations have no kernel there. ").And.Contain("float16"));
    }

    [Test]
    public void Options_NegativeThreads_Throws() => Assert.That(() => new FrequencyModelOptions { Threads = -1 }, Throws.TypeOf<ArgumentOutOfRangeException>());

    private static float[] Logits(FrequencyModel model, int seed)
    {
        using var scorer = new BatchScorer(model, 2);
        var random = new Random(seed);
        for (var row = 0; row < 2; row++)
            foreach (ref var value in scorer.Input(row)) value = 100 * random.NextSingle() - 50;
        scorer.Run(2);
        return [.. scorer.Logits(0), .. scorer.Logits(1)];
    }
}

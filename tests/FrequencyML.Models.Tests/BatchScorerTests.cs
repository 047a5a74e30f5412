using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class BatchScorerTests
{
    [Test]
    public void Dispose_ModelWhileScorersRun_WaitsForThemAndStopsTheNext()
    {
        for (var round = 0; round < 5; round++)
        {
            var model = FrequencyModel.LoadDefault();
            using var running = new CountdownEvent(3);
            var tasks = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(() =>
            {
                using var scorer = new BatchScorer(model, 4);
                scorer.Run(4);
                running.Signal();
                while (true) scorer.Run(4);
            }, TaskCreationOptions.LongRunning)).ToArray();
            running.Wait();

            model.Dispose();

            foreach (var task in tasks) Assert.That(async () => await task, Throws.TypeOf<ObjectDisposedException>());
        }
    }

    [Test]
    public void Dispose_ModelWhileScorersAreMade_StopsTheNext()
    {
        for (var round = 0; round < 20; round++)
        {
            var model = FrequencyModel.LoadDefault();
            using var running = new CountdownEvent(2);
            var tasks = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(() =>
            {
                new BatchScorer(model, 1).Dispose();
                running.Signal();
                while (true) new BatchScorer(model, 1).Dispose();
            }, TaskCreationOptions.LongRunning)).ToArray();
            running.Wait();

            model.Dispose();

            foreach (var task in tasks) Assert.That(async () => await task, Throws.TypeOf<ObjectDisposedException>());
        }
    }

    [Test]
    public void Run_KnownModel_GivesItsArithmetic()
    {
        using var model = TestModel.Load();
        using var scorer = new BatchScorer(model, 2);
        float[] row = [1, 2, 3, 6, /**/ -1, -1, -1, -1, /**/ 0.5f, 0.5f, 0.5f, 2.5f];
        row.CopyTo(scorer.Input(0));
        scorer.Run(1);
        Assert.That(scorer.Logits(0).ToArray(), Is.EqualTo(new[] { 3f, 0f, 1f }));
        Assert.That(scorer.Gate(0).ToArray(), Is.EqualTo(new[] { 1f, 0f, 1f }));
    }

    [Test]
    public void Embedding_KnownModel_GivesItsArithmetic()
    {
        using var model = TestModel.Load(embedding: true);
        using var scorer = new BatchScorer(model, 2, embedding: true);
        float[][] rows = [[1, 2, 3, 6, /**/ -1, -1, -1, -1, /**/ 0.5f, 0.5f, 0.5f, 2.5f], [0, 0, 0, 4, /**/ 2, 2, 2, 2, /**/ -3, -3, -3, -3]];
        for (var row = 0; row < 2; row++) rows[row].CopyTo(scorer.Input(row));
        scorer.Run(2);
        Assert.That(scorer.Embedding(0).ToArray(), Is.EqualTo(new[] { 3f, -1f, 1f, 3f, -1f, 1f }));
        Assert.That(scorer.Embedding(1).ToArray(), Is.EqualTo(new[] { 1f, 2f, -3f, 1f, 2f, -3f }));
        Assert.That(scorer.Logits(1).ToArray(), Is.EqualTo(new[] { 1f, 2f, 0f }));
        Assert.That(() => scorer.Embedding(2).Length, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase("textures.onnx", 96)]
    [TestCase("imagenette-dct24-int8.onnx", 512)]
    [TestCase("imagenette-gate192-int8.onnx", 512)]
    public void Embedding_CommittedModel_IsWhatTheLinearLayerReads(string name, int length)
    {
        var path = Repository.PathOf("Models", "weights", name);
        var head = LinearLayer.Of(ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)));
        using var model = FrequencyModel.Load(path);
        Assert.That(model.EmbeddingLength, Is.EqualTo(length));
        using BatchScorer scorer = new(model, 4, embedding: true), plain = new(model, 4);
        var random = new Random(7);
        for (var row = 0; row < 4; row++)
        {
            foreach (ref var value in scorer.Input(row)) value = (float)(100 * random.NextDouble() - 50);
            scorer.Input(row).CopyTo(plain.Input(row));
        }
        scorer.Run(4);
        plain.Run(4);
        for (var row = 0; row < 4; row++)
        {
            var embedding = scorer.Embedding(row).ToArray();
            Assert.That(embedding, Has.Some.GreaterThan(0).And.All.GreaterThanOrEqualTo(0), "means of what a ReLU gave");
            var logits = scorer.Logits(row).ToArray();
            Assert.That(logits, Is.EqualTo(plain.Logits(row).ToArray()), "bit-identical with and without");
            Assert.That(scorer.Gate(row).ToArray(), Is.EqualTo(plain.Gate(row).ToArray()));
            // float32 rounding of sums of up to 512 products
            Assert.That(logits, Is.EqualTo(head.Apply(embedding)).Within(1e-5 * logits.Max(Math.Abs)));
        }
    }

    [Test]
    public void Top_KnownModel_IsTheSoftmaxBestFirst()
    {
        using var model = TestModel.Load();
        using var scorer = new BatchScorer(model, 2);
        float[][] rows = [[1, 2, 3, 6, /**/ -1, -1, -1, -1, /**/ 0.5f, 0.5f, 0.5f, 2.5f], [0, 0, 0, 4, /**/ 2, 2, 2, 2, /**/ -3, -3, -3, -3]];
        for (var row = 0; row < 2; row++) rows[row].CopyTo(scorer.Input(row));
        scorer.Run(2);
        AssertTop(scorer.Top(0, 3), ("bright", 3), ("red", 1), ("blue", 0));
        AssertTop(scorer.Top(1, 3), ("blue", 2), ("bright", 1), ("red", 0));
        Assert.That(scorer.Top(0, 1), Is.EqualTo(scorer.Top(0, 3).Take(1)));
        Assert.That(scorer.Top(0, 2), Is.EqualTo(scorer.Top(0, 3).Take(2)));
        Assert.That(scorer.Top(0, int.MaxValue), Is.EqualTo(scorer.Top(0, 3)), "more than there are classes means all");

        void AssertTop(IReadOnlyList<ScoredLabel> top, params (string Label, double Logit)[] expected)
        {
            Assert.That(top.Select(best => best.Label), Is.EqualTo(expected.Select(best => best.Label)));
            var sum = expected.Sum(best => Math.Exp(best.Logit));
            Assert.That(top.Select(best => best.Score), Is.EqualTo(expected.Select(best => Math.Exp(best.Logit) / sum)).Within(1e-6));   // float32
        }
    }

    [Test]
    public void Top_RowOrCountOutOfRange_Throws()
    {
        using var model = TestModel.Load();
        using var scorer = new BatchScorer(model, 2);
        scorer.Run(1);
        Assert.That(() => scorer.Top(0, 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("count"));
        Assert.That(() => scorer.Top(0, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => scorer.Top(2, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        scorer.Dispose();
        Assert.That(() => scorer.Top(0, 1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Embedding_AsNotAskedFor_SaysHow()
    {
        using var model = TestModel.Load(embedding: true);
        using var scorer = new BatchScorer(model, 1);
        Assert.That(() => scorer.Embedding(0).Length, Throws.InvalidOperationException.With.Message.Contains("embedding: true"));
    }

    [Test]
    public void Constructor_EmbeddingOfAModelWithout_NamesItAndSaysWhatToDo()
    {
        using var model = TestModel.Load();
        Assert.That(() => new BatchScorer(model, 1, embedding: true),
            Throws.InvalidOperationException.With.Message.Contains("test.onnx has no output 'embedding'").And.Message.Contains("frequencyml-train"));
    }

    [Test]
    public void Run_AnyBatchSizeAndPadding_GivesIdenticalRows()
    {
        using var model = FrequencyModel.LoadDefault();
        var random = new Random(5);
        var rows = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 192 * 14 * 14).Select(_ => (float)(100 * random.NextDouble() - 50)).ToArray()).ToArray();
        var expected = Score(1);
        foreach (var batchSize in new[] { 2, 3, 5, 8, 16 })
            Assert.That(Score(batchSize), Is.EqualTo(expected), $"batch {batchSize}");   // bit-identical: no tolerance

        float[][] Score(int batchSize)
        {
            using var scorer = new BatchScorer(model, batchSize, embedding: true);
            var results = new List<float[]>();
            foreach (var chunk in rows.Chunk(batchSize))
            {
                for (var row = 0; row < chunk.Length; row++) chunk[row].CopyTo(scorer.Input(row));
                scorer.Run(chunk.Length);
                for (var row = 0; row < chunk.Length; row++) results.Add([.. scorer.Logits(row), .. scorer.Gate(row), .. scorer.Embedding(row)]);
            }
            return [.. results];
        }
    }

    [Test]
    public void Run_TwoScorersOfOneModelAtOnce_GiveTheSameAsAlone()
    {
        using var model = FrequencyModel.LoadDefault();
        var expected = Enumerable.Range(0, 4).Select(Score).ToArray();
        var actual = new float[4][];
        Parallel.For(0, 4, seed => actual[seed] = Score(seed));
        Assert.That(actual, Is.EqualTo(expected));

        float[] Score(int seed)
        {
            using var scorer = new BatchScorer(model, 4);
            var random = new Random(seed);
            for (var repeat = 0; repeat < 5; repeat++)
            {
                for (var row = 0; row < 4; row++)
                    foreach (ref var value in scorer.Input(row)) value = (float)random.NextDouble();
                scorer.Run(4);
            }
            return [.. scorer.Logits(3)];
        }
    }

    [Test]
    public void Run_AfterDispose_ThrowsInsteadOfEndingTheProcess()
    {
        var model = TestModel.Load();
        var closed = new BatchScorer(model, 2);
        closed.Dispose();
        closed.Dispose();
        Assert.That(() => closed.Run(1), Throws.TypeOf<ObjectDisposedException>());
        using var scorer = new BatchScorer(model, 2);
        model.Dispose();
        Assert.That(() => scorer.Run(1), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => new BatchScorer(model, 2), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Constructor_BatchBeyondTheMemory_SaysWhatItTakes()
    {
        using var model = FrequencyModel.LoadDefault();
        Assert.That(() => new BatchScorer(model, 100_000_000), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("MiB"));
    }

    [TestCase(0)]
    [TestCase(3)]
    public void Run_RowsOutOfRange_Throws(int rows)
    {
        using var model = TestModel.Load();
        using var scorer = new BatchScorer(model, 2);
        Assert.That(() => scorer.Run(rows), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Run_GraphThatFails_SaysWhichModelWhereAndWhy()
    {
        var proto = TestModel.Create();
        // A reshape of 2x3 values to 5x3, which only shows when it runs: the shape depends on the input.
        var logits = proto.Graph.Node.Single(node => node.Output[0] == "logits");
        proto.Graph.Node.Remove(logits);
        proto.Graph.Node.Add(new NodeProto { OpType = "ReduceMax", Input = { "mean" }, Output = { "most" }, Attribute = { Number("keepdims", 0) } });
        proto.Graph.Node.Add(new NodeProto { OpType = "Cast", Input = { "most" }, Output = { "whole" }, Attribute = { Number("to", 7) } });
        proto.Graph.Node.Add(new NodeProto { OpType = "Add", Input = { "five", "whole" }, Output = { "shape" } });
        proto.Graph.Node.Add(new NodeProto { OpType = "Reshape", Input = { "gated", "shape" }, Output = { "logits" } });
        proto.Graph.Initializer.Add(new TensorProto { Name = "five", DataType = 7, Dims = { 2 }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>([5, 3])) });
        using var model = FrequencyModel.Load(proto.ToByteArray(), "five.onnx");
        using var scorer = new BatchScorer(model, 2);
        Assert.That(() => scorer.Run(2), Throws.InvalidOperationException.With.Message.StartsWith("five.onnx failed on cpu, in a batch of 2: ").And.Message.Contains("Reshape"));

        static AttributeProto Number(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };
    }

    [Test]
    public void Constructor_ModelOfFixedBatch_AcceptsOnlyThat()
    {
        var proto = TestModel.Create();
        foreach (var value in proto.Graph.Input.Concat(proto.Graph.Output)) value.Type.TensorType.Shape.Dim[0].DimValue = 2;
        using var model = FrequencyModel.Load(proto.ToByteArray(), "fixed.onnx");
        Assert.That(() => new BatchScorer(model, 4), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("fixed.onnx accepts only batches of 2"));
        using var scorer = new BatchScorer(model, 2);
        Assert.That(() => scorer.Run(1), Throws.Nothing);
    }

    [Test, NonParallelizable]
    public void Run_ScorersThatNobodyDisposes_LeaveNoMemory()
    {
        using var model = FrequencyModel.LoadDefault();
        Leave(model);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 5; i++) Leave(model);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(10 << 20), "each has 19 MB");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Leave(FrequencyModel model) => new BatchScorer(model, 128).Run(1);   // [128, 192, 14, 14]
    }
}

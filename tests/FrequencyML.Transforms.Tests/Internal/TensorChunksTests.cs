using FrequencyML.Transforms.Internal;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests.Internal;

internal sealed class TensorChunksTests
{
    [TestCase(1), TestCase(2), TestCase(24), TestCase(1023), TestCase(1024), TestCase(75264)]
    public void Split_AnyLength_ConcatenatesToTheTensor(int length)
    {
        var chunks = new TensorChunks();
        var tensor = Enumerable.Range(1, length).Select(value => (float)value).ToArray();
        tensor.CopyTo(chunks.Tensor(length));

        chunks.Split();

        Assert.That(TensorChunks.ColumnNames(length).SelectMany(name => Column(chunks, name).DenseValues()), Is.EqualTo(tensor));
    }

    [Test]
    public void ColumnNames_LargestTensor_HasItsLength()
    {
        const int Length = 192 * 2048 * 2048;

        var lengths = TensorChunks.ColumnNames(Length).Select(DeclaredLength);

        Assert.That(lengths.Sum(), Is.EqualTo(Length));
    }

    [Test]
    public void Properties_All_DeclareTheirPowerOfTwo()
    {
        foreach (var (name, digit) in TensorChunks.AllColumnNames.Select((name, digit) => (name, digit)))
            Assert.That(DeclaredLength(name), Is.EqualTo(1 << digit));
    }

    private static VBuffer<float> Column(TensorChunks chunks, string name) =>
        (VBuffer<float>)typeof(TensorChunks).GetProperty(Definition(name).MemberName)!.GetValue(chunks)!;

    private static int DeclaredLength(string name) => ((VectorDataViewType)Definition(name).ColumnType).Size;

    private static SchemaDefinition.Column Definition(string name) =>
        SchemaDefinition.Create(typeof(TensorChunks), SchemaDefinition.Direction.Write).Single(column => column.ColumnName == name);
}

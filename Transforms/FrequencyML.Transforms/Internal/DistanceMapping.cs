using FrequencyML.Dct;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>Two tensors of channels to their distance.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class DistanceMapping : CustomMappingFactory<DistanceMapping.Input, NumberOutput>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.FrequencyDistance";

    private const string Selection = "selection", Weights = "weights";

    /// <summary>The options' text of weights.</summary>
    public static string Format(ChannelWeights weights) => $"{Selection}={weights.Selection};{Weights}={OptionsText.Format(weights)}";

    public override Action<Input, NumberOutput> GetMapping()
    {
        var weights = new TextCache<ChannelWeights>(Parse);
        return (row, output) => output.Number = (float)FrequencyDistance.Between(row.Tensor.Dense(), row.Other.Dense(), weights.Get(row.Options));
    }

    private static ChannelWeights Parse(string text)
    {
        var values = new OptionsText(text, Selection, Weights);
        return new(values.Read(Selection, ChannelSelection.Parse), values.Read(Weights, OptionsText.ParseSingles));
    }

    internal sealed class Input
    {
        [ColumnName(TemporaryColumn.Options)]
        public ReadOnlyMemory<char> Options { get; set; }

        [ColumnName(TemporaryColumn.Tensor), VectorType]
        public VBuffer<float> Tensor { get; set; }

        [ColumnName(TemporaryColumn.OtherTensor), VectorType]
        public VBuffer<float> Other { get; set; }
    }
}

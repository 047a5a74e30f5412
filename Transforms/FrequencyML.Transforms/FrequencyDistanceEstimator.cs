using FrequencyML.Dct;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>
/// Measures how far the images of two columns of channels are apart: <see cref="FrequencyDistance"/> of each row; made by
/// <see cref="DctChannelsCatalog.FrequencyDistance"/>.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>No; it looks at the schema only.</description></item>
/// <item><term>Input columns</term><description>Two of <c>Vector&lt;Single, C*H/8*W/8&gt;</c>: <c>[C, H/8, W/8]</c>, of one selection and geometry.</description></item>
/// <item><term>Output column</term><description><c>Single</c>, at least 0, in JPEG coefficient units; NaN where a tensor holds NaN.</description></item>
/// <item><term>Parallel cursors, prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// </remarks>
public sealed class FrequencyDistanceEstimator : FrequencyEstimator
{
    private readonly ChannelWeights weights;

    internal FrequencyDistanceEstimator(
        TransformsCatalog catalog, string outputColumnName, string firstInputColumnName, string secondInputColumnName, ChannelWeights weights)
        : base(catalog, outputColumnName, new InputColumn(firstInputColumnName, InputKind.Tensor), new InputColumn(secondInputColumnName, InputKind.Tensor)) =>
        this.weights = weights;

    private protected override SavedStep Step(FittedInput[] fitted)
    {
        ChannelStep.CheckChannels(fitted[0], weights.Count);
        if (!fitted[1].Type.Equals(fitted[0].Type)) throw fitted[1].Column.Mismatch("inputSchema", $"{fitted[0].Type} as column '{fitted[0].Column.Name}'", fitted[1].Type);
        return new(
            DistanceMapping.Format(weights), Mapping.Of(new DistanceMapping(), DistanceMapping.Contract),
            [(fitted[0].Column.Name, TemporaryColumn.Tensor), (fitted[1].Column.Name, TemporaryColumn.OtherTensor)], OutputColumnName, null);
    }

    private protected override SchemaShape AddOutputs(SchemaShape shape) => shape.WithNumber(Catalog, OutputColumnName);
}

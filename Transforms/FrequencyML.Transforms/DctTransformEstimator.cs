using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms;

/// <summary>Transforms planes of YCbCr samples to all 192 channels; made by <see cref="DctChannelsCatalog.DctTransform"/>.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>No; it looks at the schema only.</description></item>
/// <item><term>Input column</term><description><c>Vector&lt;Single, 3*H*W&gt;</c>: <c>[3, H, W]</c>, H = W a multiple of 8, samples 0..255.</description></item>
/// <item><term>Output column</term><description><c>Vector&lt;Single, 192*H/8*W/8&gt;</c>: <c>[192, H/8, W/8]</c> in JPEG coefficient units.</description></item>
/// <item><term>Parallel cursors, prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// Source: ITU-T T.81 (1992), A.3.1 (level shift) and A.3.3 (DCT).
/// </remarks>
public sealed class DctTransformEstimator : FrequencyEstimator
{
    internal DctTransformEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName)
        : base(catalog, outputColumnName, new InputColumn(inputColumnName, InputKind.Tensor))
    {
    }

    private protected override SavedStep Step(FittedInput[] fitted)
    {
        var length = ((VectorDataViewType)fitted[0].Type).Size;
        if (DctTransformMapping.Side(length) is not { } side)
            throw fitted[0].Column.Mismatch("inputSchema", "Vector<Single, 3*H*H> with H a multiple of 8", fitted[0].Type);
        return new(
            DctTransformMapping.Format(side), Mapping.Of(new DctTransformMapping(), DctTransformMapping.Contract), [(fitted[0].Column.Name, TemporaryColumn.Tensor)], OutputColumnName, length);
    }
}

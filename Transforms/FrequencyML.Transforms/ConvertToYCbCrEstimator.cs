using FrequencyML.Transforms.Internal;
using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>Turns a column of images into planes of YCbCr samples; made by <see cref="DctChannelsCatalog.ConvertToYCbCr"/>.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>No; it looks at the schema only.</description></item>
/// <item><term>Input column</term><description><c>Text</c> (a path), <c>Vector&lt;Byte&gt;</c> (an image file in memory) or <c>Image</c> (an <c>MLImage</c>).</description></item>
/// <item><term>Output column</term><description><c>Vector&lt;Single, 3*H*W&gt;</c>, flat: <c>[3, H, W]</c>, full-range BT.601, 0..255.</description></item>
/// <item><term>Parallel cursors</term><description>Yes, but for data with a column of <c>MLImage</c>s.</description></item>
/// <item><term>Prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// </remarks>
public sealed class ConvertToYCbCrEstimator : FrequencyEstimator
{
    private readonly ConvertToYCbCrOptions options;

    internal ConvertToYCbCrEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, ConvertToYCbCrOptions options)
        : base(catalog, outputColumnName, InputColumn.Images(inputColumnName))
    {
        options.CheckErrorColumn(outputColumnName);
        this.options = options;
    }

    private protected override SavedStep Step(FittedInput[] fitted) => ImageStep.Create(fitted[0], OutputColumnName, options);

    private protected override SavedStep? SavedForm(FittedInput[] fitted) => ImageStep.SavedForm(fitted[0], OutputColumnName, options);

    private protected override SchemaShape AddOutputs(SchemaShape shape) => base.AddOutputs(shape).WithText(Catalog, options.ErrorColumnName);
}

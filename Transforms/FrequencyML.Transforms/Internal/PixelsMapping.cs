using FrequencyML.Dct.Internal;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>
/// The pixels of an image of declared size to its tensor, in a loaded model.
/// </summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class PixelsMapping : CustomMappingFactory<PixelsMapping.Input, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.DctChannels.Pixels";

    /// <summary>The text of <see cref="ImageFunction.Format"/>, with the size in front.</summary>
    public static string Format(int width, int height, string imageText) => $"{OptionsText.Format([width, height])}|{imageText}";

    public override Action<Input, TensorChunks> GetMapping()
    {
        var functions = new TextCache<SizedFunction>(text => new SizedFunction(text));
        return (row, output) =>
        {
            var function = functions.Get(row.Options);
            function.Apply(row.Image.GetValues(), output);   // dense, or without any value where there is no image
        };
    }

    internal sealed class Input
    {
        [ColumnName(TemporaryColumn.Options)]
        public ReadOnlyMemory<char> Options { get; set; }

        /// <summary>3 bytes a pixel: R, G, B; ML.NET gives a sparse vector of no values for no image.</summary>
        [ColumnName(TemporaryColumn.Image), VectorType]
        public VBuffer<byte> Image { get; set; }
    }

    private sealed class SizedFunction
    {
        private readonly int width, height;
        private readonly ImageFunction function;

        public SizedFunction(string text)
        {
            var parts = text.Split('|', 2);
            var size = OptionsText.ParseInt32s(parts[0]);
            (width, height) = (size[0], size[1]);
            function = new ImageFunction(parts[1]);
        }

        public void Apply(ReadOnlySpan<byte> rgb, TensorChunks output)
        {
            var rgba = BufferPool.Pixels.Rent(4 * width * height);
            try
            {
                for (var pixel = 0; 3 * pixel < rgb.Length; pixel++) rgb.Slice(3 * pixel, 3).CopyTo(rgba.AsSpan(4 * pixel));
                var pixels = rgba.AsSpan(0, rgb.Length / 3 * 4);
                output.Split(function.Apply(pixels, width, height, output.Tensor(function.Length)));
            }
            finally
            {
                BufferPool.Pixels.Return(rgba);
            }
        }
    }
}

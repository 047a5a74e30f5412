using System.Numerics.Tensors;
using FrequencyML.Dct;

namespace FrequencyML.Training.Data;

/// <summary>What is done to one image, once.</summary>
/// <param name="Window">What of it becomes the crop.</param>
/// <param name="Brightness">Factor of all samples.</param>
/// <param name="Contrast">Factor about the mean luma.</param>
/// <param name="Saturation">Factor of chroma.</param>
internal readonly record struct Augmentation(ImageWindow Window, float Brightness, float Contrast, float Saturation)
{
    /// <summary>Draws a random resized crop, mirroring and colour.</summary>
    /// <remarks>
    /// Crop: area uniform, aspect log-uniform, position uniform; Szegedy et al., "Going Deeper with Convolutions", CVPR 2015, section 6.
    /// Colour: factors as in torchvision's ColorJitter, without hue.
    /// </remarks>
    public static Augmentation Draw(AugmentationSettings settings, int width, int height, ref SampleRandom random)
    {
        var (w, h) = DrawSize(settings, width, height, ref random);
        var window = new ImageWindow(
            random.NextDouble(0, width - w), random.NextDouble(0, height - h), w, h, settings.Mirror && random.NextDouble() < 0.5);
        return new(window, Factor(settings.Brightness, ref random), Factor(settings.Contrast, ref random), Factor(settings.Saturation, ref random));

        static float Factor(double range, ref SampleRandom random) => range > 0 ? (float)random.NextDouble(1 - range, 1 + range) : 1;
    }

    private static (double Width, double Height) DrawSize(AugmentationSettings settings, int width, int height, ref SampleRandom random)
    {
        const int attempts = 10;
        var log = Math.Log(settings.MaxAspect);
        for (var i = 0; i < attempts; i++)
        {
            var area = (double)width * height * random.NextDouble(settings.MinArea, 1);
            var aspect = Math.Exp(random.NextDouble(-log, log));
            var (w, h) = (Math.Sqrt(area * aspect), Math.Sqrt(area / aspect));
            if (w <= width && h <= height) return (w, h);
        }
        // The largest window that keeps the aspect within its range.
        return (Math.Min(width, height * settings.MaxAspect), Math.Min(height, width * settings.MaxAspect));
    }

    /// <summary>Applies the colour to extracted channels, in place.</summary>
    /// <param name="channels"><c>[C, H/8, W/8]</c>.</param>
    /// <param name="selection">C.</param>
    public void Recolor(Span<float> channels, ChannelSelection selection)
    {
        if (Brightness == 1 && Contrast == 1 && Saturation == 1) return;
        var plane = channels.Length / selection.Count;
        var place = 0;
        foreach (var channel in selection)
        {
            var values = channels.Slice(place++ * plane, plane);
            if (channel is { Component: ColorComponent.Y, V: 0, U: 0 })
            {
                // DC is 8 (s - 128): about black for brightness, about the mean for contrast.
                const float black = 8 * 128;
                var mean = TensorPrimitives.Sum<float>(values) / plane;
                var offset = black * (Brightness * Contrast - 1) + (1 - Contrast) * Brightness * (mean + black);
                TensorPrimitives.Multiply(values, Brightness * Contrast, values);
                TensorPrimitives.Add(values, offset, values);
            }
            else
            {
                TensorPrimitives.Multiply(values, Brightness * Contrast * (channel.Component == ColorComponent.Y ? 1 : Saturation), values);
            }
        }
    }
}

using System.Management.Automation;
using FrequencyML.Dct;

namespace FrequencyML.Cmdlets;

/// <summary>The DCT channels of one image.</summary>
public sealed class DctChannels
{
    internal DctChannels(string path, DctChannelExtractor extractor, float[] values, Extraction extraction)
    {
        FullName = path;
        Selection = extractor.Selection;
        Geometry = extractor.Geometry;
        Shape = [extractor.Selection.Count, extractor.Geometry.CropInBlocks, extractor.Geometry.CropInBlocks];
        Tensor = new float[Shape[0], Shape[1], Shape[2]];
        Buffer.BlockCopy(values, 0, Tensor, 0, values.Length * sizeof(float));
        Width = extraction.Width;
        Height = extraction.Height;
        DecodingPath = extraction.Path;
        PixelReason = extraction.PixelReason;
        Damage = extraction.Damage;
    }

    /// <summary>The full path of the image.</summary>
    public string FullName { get; }

    /// <summary>The path as other cmdlets take it, for any name.</summary>
    [Hidden]
    public string PSPath => FileSystemItem.ProviderPath(FullName);

    /// <summary>The channels, <c>[C, H/8, W/8]</c>, in JPEG coefficient units: <c>$channels.Tensor[0, 3, 4]</c> is the first channel of the block in row 3, column 4.</summary>
    public float[,,] Tensor { get; }

    /// <summary>C, H/8 and W/8.</summary>
    public int[] Shape { get; }

    /// <summary>The C channels, in order: <c>Component</c>, and <c>V</c> and <c>U</c>, the vertical and horizontal frequency, 0..7.</summary>
    public ChannelSelection Selection { get; }

    /// <summary>Resize, crop and kernel.</summary>
    public ImageGeometry Geometry { get; }

    /// <summary>The width of the oriented image, in pixels.</summary>
    public int Width { get; }

    /// <summary>The height of the oriented image, in pixels.</summary>
    public int Height { get; }

    /// <summary>Whether they come from coefficients or from pixels.</summary>
    public DecodingPath DecodingPath { get; }

    /// <summary>Why they come from pixels; null if they do not.</summary>
    public string? PixelReason { get; }

    /// <summary>What is wrong with the image, with -Lenient; null if nothing is.</summary>
    public string? Damage { get; }

    /// <summary>The PNG file that was drawn; null if none was asked for.</summary>
    public FileInfo? Picture { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => FullName;
}

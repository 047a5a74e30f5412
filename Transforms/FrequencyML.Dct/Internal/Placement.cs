namespace FrequencyML.Dct.Internal;

/// <summary>What of an image becomes the crop: by the geometry's short side and centre, or a window of its own.</summary>
/// <param name="Geometry">Resize, crop, kernel and chroma filter.</param>
/// <param name="Window">What is scaled to the crop instead of the resized image's centre; null for that.</param>
internal readonly record struct Placement(ImageGeometry Geometry, ImageWindow? Window)
{
    /// <summary>Whether the crop stays samples: channel <c>(component, v, u)</c> is then sample <c>[v, u]</c> of every block.</summary>
    public bool KeepsSamples { get; init; }

    /// <summary>One stored axis of one component.</summary>
    /// <param name="component">Y, Cb or Cr; chroma may be filtered.</param>
    /// <param name="length">The image's pixels along the axis.</param>
    /// <param name="shortSide">The image's shorter side, in pixels.</param>
    /// <param name="isHorizontal">Whether the axis is shown horizontally.</param>
    /// <param name="flip">Whether it is shown in reverse.</param>
    /// <param name="frequencies">The frequencies kept, as bits.</param>
    public AxisGeometry Axis(ColorComponent component, int length, int shortSide, bool isHorizontal, bool flip, byte frequencies)
    {
        var blur = component != ColorComponent.Y && Geometry.ChromaFilter == ChromaFilter.Dctnet;
        if (Window is not { } window)
            return new(length, Geometry.ResizedLength(length, shortSide), Geometry.Crop, Geometry.Kernel, blur, flip, frequencies) { KeepsSamples = KeepsSamples };
        var (start, extent) = isHorizontal ? (window.Left, window.Width) : (window.Top, window.Height);
        if (isHorizontal && window.IsMirrored) (start, flip) = (length - start - extent, !flip);
        return new(length, (double)length * Geometry.Crop / extent, Geometry.Crop, Geometry.Kernel, blur, flip, frequencies)
        {
            CropStart = start * Geometry.Crop / extent,
            KeepsSamples = KeepsSamples,
        };
    }
}

namespace FrequencyML.Dct;

/// <summary>From an oriented image to the square that is transformed: resize the short side, crop the centre.</summary>
/// <remarks>
/// The short side becomes <see cref="Resize"/>, the long side <c>floor(Resize * long / short)</c>; the crop's offset is
/// <c>round((size - Crop) / 2)</c>, halves to even. The defaults are the paper's for ResNet-50.
/// Source: Xu et al., "Learning in the Frequency Domain", CVPR 2020.
/// </remarks>
public sealed record ImageGeometry
{
    /// <summary>The largest side that <see cref="Resize"/> may ask for, in pixels.</summary>
    public const int MaxResize = 16384;

    /// <summary>Creates a geometry; all parameters are validated here.</summary>
    /// <param name="resize">The short side after resizing, in pixels: at least <paramref name="crop"/>, at most <see cref="MaxResize"/>.</param>
    /// <param name="crop">The side of the centre crop in pixels: a positive multiple of 8.</param>
    /// <param name="kernel">The resize kernel.</param>
    /// <param name="chromaFilter">What is done to chroma after the crop.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public ImageGeometry(int resize = 512, int crop = 448, ResizeKernel kernel = ResizeKernel.Triangle, ChromaFilter chromaFilter = ChromaFilter.None)
    {
        if (crop <= 0 || crop % 8 != 0) throw new ArgumentOutOfRangeException(nameof(crop), crop, $"The crop is {crop} pixels; expected a positive multiple of 8.");
        if (resize < crop || resize > MaxResize)
            throw new ArgumentOutOfRangeException(nameof(resize), resize, $"The short side is resized to {resize} pixels; expected {crop} (the crop) to {MaxResize}.");
        if (!Enum.IsDefined(kernel)) throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "The kernel is Triangle or Bilinear.");
        if (!Enum.IsDefined(chromaFilter))
            throw new ArgumentOutOfRangeException(nameof(chromaFilter), chromaFilter, "The chroma filter is None or Dctnet.");
        Resize = resize;
        Crop = crop;
        Kernel = kernel;
        ChromaFilter = chromaFilter;
    }

    /// <summary>The short side after resizing, in pixels.</summary>
    public int Resize { get; }

    /// <summary>The side of the centre crop, in pixels; a multiple of 8.</summary>
    public int Crop { get; }

    /// <summary>The resize kernel.</summary>
    public ResizeKernel Kernel { get; }

    /// <summary>What is done to chroma after the crop.</summary>
    public ChromaFilter ChromaFilter { get; }

    /// <summary>The blocks along each side of the crop: H/8 and W/8 of the tensor.</summary>
    public int CropInBlocks => Crop / 8;

    /// <summary>The part of an image that becomes the crop.</summary>
    /// <param name="width">The columns of the oriented image, at least 1.</param>
    /// <param name="height">The rows of the oriented image, at least 1.</param>
    /// <returns>In pixels of the oriented image. Extracting it as a window gives what extracting without one does, up to rounding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public ImageWindow WindowOf(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var (left, shownWidth) = Along(width);
        var (top, shownHeight) = Along(height);
        return new(left, top, shownWidth, shownHeight);

        (double Start, double Extent) Along(int side)
        {
            var resized = ResizedLength(side, Math.Min(width, height));
            var scale = (double)side / resized;
            return (CentreOf(resized, Crop) * scale, Crop * scale);
        }
    }

    /// <summary>Where a centre crop starts.</summary>
    /// <param name="resized">The samples after resizing.</param>
    /// <param name="crop">The samples of the crop.</param>
    internal static double CentreOf(double resized, int crop) => Math.Round((resized - crop) / 2, MidpointRounding.ToEven);

    /// <summary>The length of one side after resizing.</summary>
    /// <param name="side">This side of the oriented image, in pixels.</param>
    /// <param name="shortSide">The shorter side of the oriented image, in pixels.</param>
    /// <returns>Pixels; equals <see cref="Resize"/> for the short side.</returns>
    internal long ResizedLength(int side, int shortSide) => (long)Resize * side / shortSide;
}

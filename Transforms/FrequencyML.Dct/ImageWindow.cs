namespace FrequencyML.Dct;

/// <summary>A rectangle of an image that is scaled to the whole crop, in place of short side and centre: what an augmentation draws.</summary>
/// <param name="Left">Where it starts from the left, in pixels of the oriented image; need not be whole.</param>
/// <param name="Top">Where it starts from above, in pixels of the oriented image.</param>
/// <param name="Width">Its width in pixels, more than 0; scaled to the crop's side whatever its height is.</param>
/// <param name="Height">Its height in pixels, more than 0.</param>
/// <param name="IsMirrored">Whether what is in it is mirrored left to right.</param>
/// <remarks>
/// Only centres of samples lie within the window: near its edge, the resize kernel reads what lies beyond it, where the image has pixels
/// there.
/// </remarks>
public readonly record struct ImageWindow(double Left, double Top, double Width, double Height, bool IsMirrored = false)
{
    /// <summary>Checks that the window lies within an image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not; the message has both.</exception>
    internal static void Check(ImageWindow window, int width, int height)
    {
        const double rounding = 1e-6;
        var (left, top, right, bottom) = (window.Left, window.Top, window.Left + window.Width, window.Top + window.Height);
        var isInside = left >= -rounding && right > left && right <= width + rounding && top >= -rounding && bottom > top && bottom <= height + rounding;
        if (isInside) return;
        throw new ArgumentOutOfRangeException(nameof(window), window, FormattableString.Invariant(
            $"The window {window.Width}x{window.Height} at ({left}, {top}) is not within the image of {width}x{height} pixels."));
    }
}

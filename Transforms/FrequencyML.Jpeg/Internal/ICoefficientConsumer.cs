namespace FrequencyML.Jpeg.Internal;

/// <summary>Takes coefficients while they are decoded, so that a sequential image need not be held as a whole.</summary>
internal interface ICoefficientConsumer
{
    /// <summary>
    /// Called once an image's header is known and found to be within the limits of size, before coefficients are decoded.
    /// </summary>
    /// <param name="header">The header.</param>
    void Begin(in JpegHeader header);

    /// <summary>How many block rows of a component the consumer reads at a time, up to any row that has become final.</summary>
    /// <param name="component">The component's index in the frame.</param>
    int RowsKept(int component);

    /// <summary>Called whenever more block rows of a component are final.</summary>
    /// <param name="component">The component's index in the frame.</param>
    /// <param name="buffer">Its coefficients; of the rows below <paramref name="rows"/>, the last ones asked for are there.</param>
    /// <param name="rows">The block rows from the top that are final.</param>
    void RowsDecoded(int component, ComponentBuffer buffer, int rows);
}

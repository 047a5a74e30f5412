namespace FrequencyML.Jpeg.Internal;

/// <summary>Drops all rows, for a caller that only wants to know whether a file is sound.</summary>
internal readonly struct Discard : ICoefficientConsumer
{
    public void Begin(in JpegHeader header)
    {
    }

    public int RowsKept(int component) => 1;

    public void RowsDecoded(int component, ComponentBuffer buffer, int rows)
    {
    }
}

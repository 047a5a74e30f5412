namespace FrequencyML.Jpeg.Internal;

/// <summary>Keeps all rows for the caller.</summary>
internal readonly struct WholeImage : ICoefficientConsumer
{
    public void Begin(in JpegHeader header)
    {
    }

    public int RowsKept(int component) => int.MaxValue;

    public void RowsDecoded(int component, ComponentBuffer buffer, int rows)
    {
    }
}

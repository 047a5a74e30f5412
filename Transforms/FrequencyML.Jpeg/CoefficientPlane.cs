namespace FrequencyML.Jpeg;

/// <summary>The quantized coefficients of one component; valid until the next read into its <see cref="CoefficientImage"/>.</summary>
public readonly ref struct CoefficientPlane
{
    private readonly ReadOnlySpan<short> coefficients;
    private readonly int stride;

    internal CoefficientPlane(ReadOnlySpan<short> coefficients, int stride, JpegComponent component, ReadOnlySpan<ushort> quantizationSteps)
    {
        this.coefficients = coefficients;
        this.stride = stride;
        Component = component;
        QuantizationSteps = quantizationSteps;
    }

    /// <summary>The component: sampling factors, size in samples and in blocks.</summary>
    public JpegComponent Component { get; }

    /// <summary>The 64 quantization steps in natural order, <c>v * 8 + u</c>: a coefficient is its level times the step.</summary>
    public ReadOnlySpan<ushort> QuantizationSteps { get; }

    /// <summary>One row of blocks: Int16 <c>[blockColumn, v, u]</c>, in quantized levels.</summary>
    /// <param name="blockRow">0..<see cref="JpegComponent.HeightInBlocks"/>-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<short> Row(int blockRow) => (uint)blockRow < (uint)Component.HeightInBlocks
        ? coefficients.Slice(blockRow * stride * 64, Component.WidthInBlocks * 64)
        : throw new ArgumentOutOfRangeException(nameof(blockRow), blockRow, $"The block row is {blockRow}; the component has {Component.HeightInBlocks}.");
}

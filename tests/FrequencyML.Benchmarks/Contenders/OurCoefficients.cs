using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>FrequencyML.Jpeg: all coefficients, multiplied by their quantization tables.</summary>
internal sealed class OurCoefficients : FileContender
{
    public OurCoefficients(IReadOnlyList<JpegFile> files)
        : base(files) => throw new NotSupportedException("FrequencyML.Jpeg is not plugged in");

    protected override double Read(JpegFile file) => 0;
}

using BenchmarkDotNet.Attributes;
using FrequencyML.Benchmarks.Contenders;

namespace FrequencyML.Benchmarks;

/// <summary>How long do all coefficients of a JPEG file take, against other readers of coefficients?</summary>
[MemoryDiagnoser]
public class CoefficientBenchmarks : JpegSetBenchmarks
{
    [Benchmark(Baseline = true, Description = "libjpeg-turbo jpeg_read_coefficients", OperationsPerInvoke = Images)]
    public double LibJpegTurbo() => ReadAll(files => new LibJpegCoefficients(files));

    [Benchmark(Description = "FrequencyML.Jpeg, dequantized", OperationsPerInvoke = Images)]
    public double Ours() => ReadAll(files => new OurCoefficients(files));

    [Benchmark(Description = "BitMiracle.LibJpeg.NET", OperationsPerInvoke = Images)]
    public double BitMiracle() => ReadAll(files => new BitMiracleCoefficients(files));
}

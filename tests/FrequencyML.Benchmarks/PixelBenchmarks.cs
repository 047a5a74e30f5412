using BenchmarkDotNet.Attributes;
using FrequencyML.Benchmarks.Contenders;

namespace FrequencyML.Benchmarks;

/// <summary>How long do decoders take to all pixels of a JPEG file, against our way to a tensor, which needs none?</summary>
[MemoryDiagnoser]
public class PixelBenchmarks : JpegSetBenchmarks
{
    [Benchmark(Baseline = true, Description = "libjpeg-turbo to RGB", OperationsPerInvoke = Images)]
    public double LibJpegTurbo() => ReadAll(files => new LibJpegPixels(files));

    [Benchmark(Description = "JpegLibrary to YCbCr", OperationsPerInvoke = Images)]
    public double JpegLibrary() => ReadAll(files => new JpegLibraryPixels(files));

    [Benchmark(Description = "StbImageSharp to RGB", OperationsPerInvoke = Images)]
    public double StbImage() => ReadAll(files => new StbImagePixels(files));

    [Benchmark(Description = "FrequencyML.Dct: [24, 56, 56]", OperationsPerInvoke = Images)]
    public double Ours() => ReadAll(files => new OurChannels(files));
}

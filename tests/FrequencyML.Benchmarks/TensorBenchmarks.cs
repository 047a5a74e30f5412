using BenchmarkDotNet.Attributes;
using FrequencyML.Benchmarks.Contenders;

namespace FrequencyML.Benchmarks;

/// <summary>How long does it take from a JPEG file to the input of a network?</summary>
[MemoryDiagnoser]
public class TensorBenchmarks : JpegSetBenchmarks
{
    [Benchmark(Baseline = true, Description = "SkiaSharp decode, resize: [3, 224, 224]", OperationsPerInvoke = Images)]
    public double Skia() => ReadAll(files => new SkiaTensor(files));

    [Benchmark(Description = "SkiaSharp scaled decode, resize: [3, 224, 224]", OperationsPerInvoke = Images)]
    public double SkiaScaled() => ReadAll(files => new SkiaScaledTensor(files));

    [Benchmark(Description = "ML.NET load, resize, extract: [3, 224, 224]", OperationsPerInvoke = Images)]
    public double MLNet() => ReadAll(files => new MLNetTensor(files));

    [Benchmark(Description = "FrequencyML.Dct: [24, 56, 56]", OperationsPerInvoke = Images)]
    public double Ours() => ReadAll(files => new OurChannels(files));
}

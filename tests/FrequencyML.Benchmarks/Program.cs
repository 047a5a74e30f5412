using BenchmarkDotNet.Running;
using FrequencyML.Benchmarks;

if (args is ["memory"]) MemoryBenchmark.Run();
else BenchmarkSwitcher.FromAssembly(typeof(PipelineBenchmarks).Assembly).Run(args);

using BenchmarkDotNet.Running;
using FrequencyML.Benchmarks;

var commands = new Dictionary<string, Action<string[]>>
{
    ["jpeg"] = JpegBenchmark.Run,
    ["agreement"] = AgreementBenchmark.Run,
    ["threads"] = _ => ThreadsBenchmark.Run(),
    ["endtoend"] = EndToEndBenchmark.Run,
    [ScoreBenchmark.LibraryCommand] = ScoreBenchmark.ScoreWithLibrary,
    ["geometry"] = _ => GeometryBenchmark.Run(),
    ["allocations"] = _ => AllocationsBenchmark.Run(),
    ["score"] = _ => ScoreBenchmark.Run(),
    ["duplicates"] = DuplicatesBenchmark.Run,
    ["powershell"] = _ => PowerShellBenchmark.Run(),
    ["view"] = _ => ViewBenchmark.Run(),
    ["photographs"] = _ => PhotographsCommand.Run(),
};

if (args is [var name, .. var rest] && commands.TryGetValue(name, out var command)) command(rest);
else BenchmarkSwitcher.FromAssembly(typeof(PipelineBenchmarks).Assembly).Run(args);

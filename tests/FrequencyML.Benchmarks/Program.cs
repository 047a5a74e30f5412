using System.CommandLine;
using BenchmarkDotNet.Running;
using FrequencyML.Benchmarks;
using FrequencyML.Benchmarks.Reports;
using Commands = FrequencyML.Shared.CommandLine;

if (args is [ScoreBenchmark.LibraryCommand, .. var libraryArguments])
{
    ScoreBenchmark.ScoreWithLibrary(libraryArguments);
    return 0;
}
if (args is [['-', '-', ..] option, ..] && option is not ("--help" or "--version"))   // --filter and --list are BenchmarkDotNet's
{
    BenchmarkSwitcher.FromAssembly(typeof(PipelineBenchmarks).Assembly).Run(args);
    return 0;
}

var quick = new Option<bool>("--quick") { Description = "A few files and one pass, to see that everything runs; figures say nothing.", Recursive = true };
var photographs = new Option<DirectoryInfo>("--photographs") { Description = "A folder of photographs, which are measured too.", Recursive = true }.AcceptExistingOnly();
var work = Commands.Option("--work", "The folder that keeps what is made once: images, trained networks.", new BenchmarkOptions().Work);
work.Recursive = true;
var rgb = new Option<FileInfo>("--rgb") { Description = "endtoend: a network on pixels in place of the one that is trained, as export writes it of a run with --input rgb.", Recursive = true }.AcceptExistingOnly();
var rgbInt8 = new Option<FileInfo>("--rgb-int8") { Description = "endtoend: the same, exported with --format int8.", Recursive = true }.AcceptExistingOnly();
var root = new RootCommand("Measures FrequencyML. Options such as --filter run the classes of BenchmarkDotNet instead.") { quick, photographs, work, rgb, rgbInt8 };
foreach (var benchmark in Benchmark.All)
{
    var command = new Command(benchmark.Verb, $"{benchmark.Title}, printed as Markdown.");
    command.SetAction(parsed => benchmark.Write(new Report(Console.Out), Read(parsed)));
    root.Add(command);
}
root.Add(CreateReport());
return Commands.Run("benchmarks", root, args);

BenchmarkOptions Read(ParseResult parsed) => new()
{
    Quick = parsed.GetValue(quick),
    Photographs = parsed.GetValue(photographs)?.FullName,
    Work = Path.GetFullPath(parsed.GetRequiredValue(work)),
    Rgb = parsed.GetValue(rgb)?.FullName,
    RgbInt8 = parsed.GetValue(rgbInt8)?.FullName,
};

Command CreateReport()
{
    var only = new Option<string?>("--only") { Description = "The sections to measure, with commas between; default is all." };
    var readme = new Option<FileInfo>("--readme") { Description = "Also rewrite the marked tables of this page." }.AcceptExistingOnly();
    var command = new Command("report", "All of them, as docs/benchmarks/<processor>.md.") { only, readme };
    command.SetAction(parsed => ReportCommand.Write(ReportCommand.Select(parsed.GetValue(only)), Read(parsed), parsed.GetValue(readme)?.FullName));
    return command;
}

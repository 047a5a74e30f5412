using System.CommandLine;
using FrequencyML.Benchmarks.EndToEnd;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Tests.Shared;
using Microsoft.ML.OnnxRuntime;
using Commands = FrequencyML.Shared.CommandLine;

namespace FrequencyML.Benchmarks;

/// <summary>
/// How many images a second go from files to labels: ours on 24 channels, and ML.NET's own transforms with the twin of the network on pixels?
/// All of them in turns in one process, on the same files, with the same number of threads.
/// </summary>
internal static class EndToEndBenchmark
{
    private const string Set = "420", Ours = "FrequencyML, ImageScorer, int8", OurTransform = "FrequencyML, FrequencyClassifier, int8";

    /// <summary>Prints the tables.</summary>
    /// <param name="args">See <c>--help</c>.</param>
    public static void Run(string[] args)
    {
        var rgb = new Option<string>("--rgb") { Description = "The network on pixels, as export writes it of a run with --input rgb.", Required = true };
        var rgbInt8 = new Option<string>("--rgb-int8") { Description = "The same, exported with --format int8.", Required = true };
        var model = Commands.Option("--model", "The network on channels.", Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx"));
        var count = Commands.Number("--count", "The images of a pass: the files of the set, again and again.", 512, 1, int.MaxValue);
        var threads = Commands.Number("--threads", "The threads of each contender.", 2, 1, 1024);
        var runs = Commands.Number("--runs", "The passes that are timed.", 5, 1, int.MaxValue);
        var root = new RootCommand("From image files to labels.") { rgb, rgbInt8, model, count, threads, runs };
        root.SetAction(parsed => Measure(
            parsed.GetRequiredValue(rgb), parsed.GetRequiredValue(rgbInt8), parsed.GetRequiredValue(model),
            parsed.GetValue(count), parsed.GetValue(threads), parsed.GetValue(runs)));
        Environment.ExitCode = Commands.Run("endtoend", root, args);
    }

    private static void Measure(string rgb, string rgbInt8, string model, int count, int threads, int runs)
    {
        using var folder = new TemporaryFolder();
        var set = PhotographSets.Get(Set);
        string[] paths = [.. Enumerable.Range(0, count).Select(i => set.Files[i % set.Files.Count].Path)];
        (string Name, PixelNetwork Network)[] networks =
        [
            ("float32", PixelNetwork.Cut(rgb, folder["rgb.onnx"])),
            ("int8", PixelNetwork.Cut(rgbInt8, folder["rgb-int8.onnx"])),
        ];
        Console.WriteLine($".NET {Environment.Version}, OnnxRuntime {OrtEnv.Instance().GetVersionString()}; {Environment.ProcessorCount} processors");
        Console.WriteLine();
        Console.WriteLine($"{set.Description}; {count} images a pass, {threads} threads, median of {runs} passes.");
        Console.WriteLine();

        var pipelines = (from network in networks
                         from threading in Enum.GetValues<PixelThreading>()
                         select (network.Name, Threading: threading, Pipeline: new PixelPipeline(paths, network.Network, threading, threads))).ToArray();
        var results = PairedRuns.Measure([.. pipelines.Select(pipeline => new Stage(() => pipeline.Pipeline.Label().Length))], runs, TimeSpan.Zero);
        Console.WriteLine("| ML.NET, network | threads | images/s | fastest pass | CPU / time |");
        Console.WriteLine("|---|---|---:|---:|---:|");
        for (var i = 0; i < pipelines.Length; i++)
        {
            var (pass, share, _) = results[i];
            Console.WriteLine($"| {pipelines[i].Name} | {Describe(pipelines[i].Threading)} | {Rate(pass, count)} | {Number(count / pass.Min, "F0")} | {Number(share, "F2")} |");
        }
        Console.WriteLine();

        // The fastest pass says it best where other processes disturb.
        var best = networks.Select(network => Enumerable.Range(0, pipelines.Length).Where(i => pipelines[i].Name == network.Name).MinBy(i => results[i].Pass.Min)).ToArray();
        foreach (var i in Enumerable.Range(0, pipelines.Length).Except(best)) pipelines[i].Pipeline.Dispose();
        Console.WriteLine($"Below, ML.NET has {string.Join("; ", best.Select(i => $"for {pipelines[i].Name} {Describe(pipelines[i].Threading)}"))}.");
        PixelNetwork.WidenCrop(rgb, folder["whole.onnx"]);
        using (var whole = new OurScorer(paths, folder["whole.onnx"], threads))
            Console.WriteLine($"The network on pixels gives {Agreement(whole.Label(), pipelines[best[0]].Pipeline.Label())} the same label as on our channels.");
        List<(string Name, ILabeler Labeler)> labelers = [(Ours, new OurScorer(paths, model, threads)), (OurTransform, new OurPipeline(paths, model, threads))];
        labelers.AddRange(best.Select(i => ($"ML.NET, ApplyOnnxModel, {pipelines[i].Name}", (ILabeler)pipelines[i].Pipeline)));
        Compare(labelers, count, runs);
        foreach (var (_, labeler) in labelers) labeler.Dispose();
    }

    private static void Compare(List<(string Name, ILabeler Labeler)> labelers, int count, int runs)
    {
        var labels = labelers.Select(entry => entry.Labeler.Label()).ToArray();
        Console.WriteLine($"Ours gives {Agreement(labels[0], labels[1])} the same label both ways, the network on pixels {Agreement(labels[2], labels[3])} in float32 and int8.");
        Console.WriteLine();

        var stages = labelers.SelectMany(entry => Stages(entry.Labeler).Select(stage => (entry.Name, stage.Kind, stage.Stage))).ToArray();
        var results = PairedRuns.Measure([.. stages.Select(stage => stage.Stage)], runs, TimeSpan.Zero);
        Console.WriteLine("| files to labels | images/s | of all passes | ours is faster by | CPU / time | ms of CPU an image | managed bytes an image |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, _) in labelers)
        {
            var (pass, share, bytes) = Of(name, StageKind.Whole);
            var range = $"{Number(count / pass.Max, "F0")} to {Number(count / pass.Min, "F0")}";
            var ratio = pass.Median / Of(Ours, StageKind.Whole).Pass.Median;
            Console.WriteLine($"| {name} | {Rate(pass, count)} | {range} | {Number(ratio, "F2")} | {Number(share, "F2")} | {Number(1000 * share * pass.Mean / count, "F2")} | {Number(bytes / count, "F0")} |");
        }
        Console.WriteLine();
        Console.WriteLine("| each stage alone | decoding, images/s | network, images/s | share of decoding | of the network | decoding, ms of CPU an image | network | decoding, managed bytes an image | network |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, _) in labelers.Where(entry => entry.Labeler is IStagedLabeler))
        {
            var (decoding, network) = (Of(name, StageKind.Decoding), Of(name, StageKind.Network));
            var part = decoding.Pass.Median / (decoding.Pass.Median + network.Pass.Median);
            Console.WriteLine($"| {name} | {Rate(decoding.Pass, count)} | {Rate(network.Pass, count)} | {Number(100 * part, "F0")} % | {Number(100 * (1 - part), "F0")} % " +
                $"| {Number(1000 * decoding.ProcessorShare * decoding.Pass.Mean / count, "F2")} | {Number(1000 * network.ProcessorShare * network.Pass.Mean / count, "F2")} " +
                $"| {Number(decoding.ManagedBytes / count, "F0")} | {Number(network.ManagedBytes / count, "F0")} |");
        }

        (Timing Pass, double ProcessorShare, double ManagedBytes) Of(string name, StageKind kind) =>
            results[Array.FindIndex(stages, stage => stage.Name == name && stage.Kind == kind)];
    }

    private static IEnumerable<(StageKind Kind, Stage Stage)> Stages(ILabeler labeler)
    {
        yield return (StageKind.Whole, new Stage(() => labeler.Label().Length));
        if (labeler is not IStagedLabeler staged) yield break;
        yield return (StageKind.Decoding, new Stage(staged.Decode));
        yield return (StageKind.Network, new Stage(staged.RunNetwork));
    }

    private static string Agreement(string[] a, string[] b) => Number(100.0 * a.Zip(b).Count(pair => pair.First == pair.Second) / a.Length, "F1") + " %";

    private static string Describe(PixelThreading threading) => threading switch
    {
        PixelThreading.Network => "one cursor, the network's operators in parallel",
        PixelThreading.CursorSet => "GetRowCursorSet, one thread of the network in each cursor",
        _ => "a view for each thread, one thread of the network in each",
    };

    private static string Rate(Timing pass, int count) => Number(count / pass.Median, "F0");

    private static string Number(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);

    private enum StageKind
    {
        Whole,
        Decoding,
        Network,
    }
}

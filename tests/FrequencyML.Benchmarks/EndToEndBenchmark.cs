using FrequencyML.Benchmarks.EndToEnd;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>
/// How many images a second go from files to labels: ours on 24 channels, and ML.NET's own transforms with the twin of the network on pixels?
/// All of them in turns in one process, on the same files, with the same number of threads.
/// </summary>
internal static class EndToEndBenchmark
{
    public const string About = """
        Paths in, labels out: FrequencyML with the int8 ResNet-18 on 24 channels of 28x28 blocks (`Models/weights/imagenette-dct24-int8.onnx`), and ML.NET's own
        `LoadImages`, `ResizeImages`, `ExtractPixels`, `ApplyOnnxModel` with the same network's twin on RGB pixels of 112x112, in float32 and in int8. Set 420, all contenders in
        turns in one process, as many threads each as there are processors, three passes untimed before. ML.NET gets the fastest of three ways to use its threads: one view
        for each thread, a cursor set with one thread of the network in each cursor, or one cursor whose network uses all.

        The twin is that of "Accuracy against RGB", trained once into `--work`, or given as `--rgb` and `--rgb-int8`; its weights do not matter for speed. An exported twin turns
        channels into pixels in its first layer; the benchmark takes that layer off, so that ML.NET gives it pixels.
        """;

    private const string Ours = "FrequencyML, ImageScorer, int8", OurTransform = "FrequencyML, FrequencyClassifier, int8";

    public static void Run(Report report, BenchmarkOptions options)
    {
        if (options.Rgb is null != options.RgbInt8 is null) throw new ArgumentException("--rgb and --rgb-int8 go together; give both or neither.");
        var (rgb, rgbInt8) = (options.Rgb, options.RgbInt8) is ({ } given, { } givenInt8) ? (given, givenInt8) : new TextureModels(options).Export("rgb");
        int count = options.Pick(512, 32), runs = options.Pick(5, 1), threads = Environment.ProcessorCount;
        using var folder = new TemporaryFolder();
        var set = options.Set("420");
        string[] paths = [.. Enumerable.Range(0, count).Select(i => set.Files[i % set.Files.Count].Path)];
        (string Name, PixelNetwork Network)[] networks =
        [
            ("float32", PixelNetwork.Cut(rgb, folder["rgb.onnx"])),
            ("int8", PixelNetwork.Cut(rgbInt8, folder["rgb-int8.onnx"])),
        ];
        report.Text($"{set.Description}; {count} images a pass, {threads} threads, median of {runs} passes.");

        var pipelines = (from network in networks
                         from threading in Enum.GetValues<PixelThreading>()
                         select (network.Name, Threading: threading, Pipeline: new PixelPipeline(paths, network.Network, threading, threads))).ToArray();
        var results = PairedRuns.Measure([.. pipelines.Select(pipeline => new Stage(() => pipeline.Pipeline.Label().Length))], runs, TimeSpan.Zero);
        var table = new Table("ML.NET, network", "threads", "images/s:", "fastest pass:", "CPU / time:");
        for (var i = 0; i < pipelines.Length; i++)
        {
            var (pass, share, _) = results[i];
            table.Add(pipelines[i].Name, Describe(pipelines[i].Threading), Rate(pass, count), Table.Number(count / pass.Min), Table.Number(share, 2));
        }
        report.Table(table);

        // The fastest pass says it best where other processes disturb.
        var best = networks.Select(network => Enumerable.Range(0, pipelines.Length).Where(i => pipelines[i].Name == network.Name).MinBy(i => results[i].Pass.Min)).ToArray();
        foreach (var i in Enumerable.Range(0, pipelines.Length).Except(best)) pipelines[i].Pipeline.Dispose();
        report.Text($"Below, ML.NET has {string.Join("; ", best.Select(i => $"for {pipelines[i].Name} {Describe(pipelines[i].Threading)}"))}.");
        PixelNetwork.WidenCrop(rgb, folder["whole.onnx"]);
        using (var whole = new OurScorer(paths, folder["whole.onnx"], threads))
            report.Text($"The network on pixels gives {Agreement(whole.Label(), pipelines[best[0]].Pipeline.Label())} the same label as on our channels.");
        var model = Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx");
        List<(string Name, ILabeler Labeler)> labelers = [(Ours, new OurScorer(paths, model, threads)), (OurTransform, new OurPipeline(paths, model, threads))];
        labelers.AddRange(best.Select(i => ($"ML.NET, ApplyOnnxModel, {pipelines[i].Name}", (ILabeler)pipelines[i].Pipeline)));
        Compare(labelers, count, runs, report);
        foreach (var (_, labeler) in labelers) labeler.Dispose();
    }

    private static void Compare(List<(string Name, ILabeler Labeler)> labelers, int count, int runs, Report report)
    {
        var labels = labelers.Select(entry => entry.Labeler.Label()).ToArray();
        report.Text($"Ours gives {Agreement(labels[0], labels[1])} the same label both ways, the network on pixels {Agreement(labels[2], labels[3])} in float32 and int8.");

        var stages = labelers.SelectMany(entry => Stages(entry.Labeler).Select(stage => (entry.Name, stage.Kind, stage.Stage))).ToArray();
        var results = PairedRuns.Measure([.. stages.Select(stage => stage.Stage)], runs, TimeSpan.Zero);
        var whole = new Table("files to labels", "images/s:", "of all passes:", "`ImageScorer` is faster by:", "CPU / time:", "ms of CPU an image:", "managed bytes an image:");
        var alone = new Table(
            "each stage alone", "decoding, images/s:", "network, images/s:", "share of decoding:", "of the network:",
            "decoding, ms of CPU an image:", "network:");
        var summary = new Table("", "images a second:", "`ImageScorer` is faster by:", "time in decoding:", "in the network:", "managed bytes an image:");
        foreach (var (name, labeler) in labelers)
        {
            var (pass, share, bytes) = Of(name, StageKind.Whole);
            var ratio = Table.Number(pass.Median / Of(Ours, StageKind.Whole).Pass.Median, 2);
            whole.Add(
                name, Rate(pass, count), $"{Table.Number(count / pass.Max)} to {Table.Number(count / pass.Min)}", ratio, Table.Number(share, 2), Processor(pass, share),
                Table.Number(bytes / count));
            string[] parts = ["", ""];
            if (labeler is IStagedLabeler)
            {
                var (decoding, network) = (Of(name, StageKind.Decoding), Of(name, StageKind.Network));
                var part = decoding.Pass.Median / (decoding.Pass.Median + network.Pass.Median);
                parts = [$"{Table.Number(100 * part)} %", $"{Table.Number(100 * (1 - part))} %"];
                alone.Add([
                    name, Rate(decoding.Pass, count), Rate(network.Pass, count), .. parts, Processor(decoding.Pass, decoding.ProcessorShare),
                    Processor(network.Pass, network.ProcessorShare)]);
            }
            var isOurs = name.StartsWith("FrequencyML", StringComparison.Ordinal);
            summary.Add([isOurs ? $"**{name}**" : name, Rate(pass, count), name == Ours ? "" : ratio, .. parts, Table.Number(bytes / count)]);
        }
        report.Table(whole);
        report.Table(alone);
        report.Text("Both in short:");
        report.Table(summary, "endtoend");

        (Timing Pass, double ProcessorShare, double ManagedBytes) Of(string name, StageKind kind) =>
            results[Array.FindIndex(stages, stage => stage.Name == name && stage.Kind == kind)];

        string Processor(Timing pass, double share) => Table.Number(1000 * share * pass.Mean / count, 2);
    }

    private static IEnumerable<(StageKind Kind, Stage Stage)> Stages(ILabeler labeler)
    {
        yield return (StageKind.Whole, new Stage(() => labeler.Label().Length));
        if (labeler is not IStagedLabeler staged) yield break;
        yield return (StageKind.Decoding, new Stage(staged.Decode));
        yield return (StageKind.Network, new Stage(staged.RunNetwork));
    }

    private static string Agreement(string[] a, string[] b) => $"{Table.Number(100.0 * a.Zip(b).Count(pair => pair.First == pair.Second) / a.Length, 1)} %";

    private static string Describe(PixelThreading threading) => threading switch
    {
        PixelThreading.Network => "one cursor, the network's operators in parallel",
        PixelThreading.CursorSet => "GetRowCursorSet, one thread of the network in each cursor",
        _ => "a view for each thread, one thread of the network in each",
    };

    private static string Rate(Timing pass, int count) => Table.Number(count / pass.Median);

    private enum StageKind
    {
        Whole,
        Decoding,
        Network,
    }
}

using FrequencyML.Benchmarks.EndToEnd;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>What does int8 give in speed, and cost in accuracy?</summary>
internal static class Int8Benchmark
{
    public const string About = """
        The networks of "Accuracy against RGB" (seed 1), exported in float32 and in int8: the network alone, on batches of 32 that are decoded already, all of them in turns in one
        process. Those on RGB turn channels into pixels in their first layer, which is in their time. Top-1 is on the validation images; "same label" is the share of them to
        which int8 gives the label that float32 gives. The photograph models, whose float32 twins are not in the repository, have both figures on
        [their cards](../../Models/weights/imagenette-dct24-int8.md); with `--photographs`, a folder of class folders that they did not learn from (Imagenette's `val`), what is in
        the repository is measured on that.
        """;

    public static void Run(Report report, BenchmarkOptions options)
    {
        var textures = new TextureModels(options);
        string[] images = [.. ImageFiles.Enumerate(textures.Validation)];
        var models = new[] { "dct24", "rgb" }.Select(row => (Row: row, Files: textures.Export(row)))
            .SelectMany(model => new[] { (model.Row, Format: "float32", File: model.Files.Float32), (model.Row, Format: "int8", File: model.Files.Int8) }).ToArray();
        string[][] labels = [.. models.Select(model => Labels(model.File, images))];

        var rounds = options.Pick(7, 1);
        string[] timed = [.. images.Take(options.Pick(256, 32))];
        OurScorer[] scorers = [.. models.Select(model => new OurScorer(timed, model.File, Environment.ProcessorCount))];
        var results = PairedRuns.Measure([.. scorers.Select(scorer => new Stage(scorer.RunNetwork))], rounds, TimeSpan.Zero);
        foreach (var scorer in scorers) scorer.Dispose();

        report.Text($"{images.Length} validation images; {timed.Length} images a pass, {Environment.ProcessorCount} threads, medians of {rounds} passes.");
        var table = new Table("ResNet-18 on", "format", "MB:", "images/s:", "times float32:", "top-1:", "same label:");
        for (var i = 0; i < models.Length; i++)
        {
            var float32 = i - i % 2;
            table.Add(
                models[i].Row, models[i].Format, Table.Number(new FileInfo(models[i].File).Length / 1e6, 1), Table.Number(timed.Length / results[i].Pass.Median),
                Table.Number(results[float32].Pass.Median / results[i].Pass.Median, 2), Accuracy(labels[i], images),
                i == float32 ? "" : Share(labels[i].Zip(labels[float32]).Count(pair => pair.First == pair.Second), images.Length));
        }
        report.Table(table, "int8");
        if (options.Photographs is { } photographs) MeasurePhotographs([.. ImageFiles.Enumerate(photographs)], report, options);
    }

    private static void MeasurePhotographs(string[] files, Report report, BenchmarkOptions options)
    {
        using var model = FrequencyModel.Load(Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx"));
        var images = files.Where(file => model.Metadata.Labels.Contains(ClassOf(file))).ToArray();
        if (options.Quick) images = [.. images.Take(40)];
        if (images.Length == 0)
        {
            report.Text("The photographs are left out: no folder has the name of one of Imagenette's classes.");
            return;
        }
        report.Text($"{images.Length} photographs:");
        var table = new Table("model", "MB:", "top-1:");
        foreach (var name in new[] { "imagenette-dct24-int8.onnx", "imagenette-gate192-int8.onnx" })
        {
            var file = Repository.PathOf("Models", "weights", name);
            table.Add(name, Table.Number(new FileInfo(file).Length / 1e6, 1), Accuracy(Labels(file, images), images));
        }
        report.Table(table);
    }

    private static string[] Labels(string model, string[] images)
    {
        using var scorer = new OurScorer(images, model, Environment.ProcessorCount);
        return scorer.Label();
    }

    private static string Accuracy(string[] labels, string[] images) => Share(labels.Zip(images).Count(pair => pair.First == ClassOf(pair.Second)), images.Length);

    private static string Share(int part, int all) => $"{Table.Number(100.0 * part / all, 1)} %";

    private static string ClassOf(string image) => Path.GetFileName(Path.GetDirectoryName(image)!);
}

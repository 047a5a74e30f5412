using FrequencyML.Benchmarks.Contenders;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>How do time and memory grow: with pixels, with compressed bytes, with the batch?</summary>
internal static class ComplexityBenchmark
{
    public const string About = """
        Time against pixels: the same tiles of 256x192 pixels laid side by side into larger images, so that all sizes have the same content and bits per pixel. Time against
        compressed bytes: the same scenes of 512x384 pixels at different qualities. 4:2:0, one thread, all contenders and files in turns in one process. `exponent` is the a of
        time = b x^a, fitted to the logarithms by least squares; `ns` is the slope of a straight line through the same points: nanoseconds for each further pixel or byte. An
        exponent below 1 tells of a part that does not grow: with pixels the output of 448x448, with bytes the blocks, which are as many at any quality.

        Memory against the batch: `frequencyml score --batch n` in a process of its own, the system's record of its largest resident set. Memory against the number of images is
        in "The command score".
        """;

    private const int TileWidth = 256, TileHeight = 192;

    // In the order of the columns; libjpeg-turbo only where it is.
    private static readonly string[] Contenders =
        ["FrequencyML.Jpeg coefficients, dequantized", "FrequencyML.Dct bytes to [24, 56, 56]", JpegContenders.Baseline, "SkiaSharp decode, resize to [3, 224, 224]"];

    public static void Run(Report report, BenchmarkOptions options)
    {
        using var folder = new TemporaryFolder();
        var scenes = options.Pick(4, 1);
        int[] repeats = options.Quick ? [1, 2, 4] : [1, 2, 4, 8, 16];
        int[] qualities = options.Quick ? [30, 90] : [10, 30, 50, 75, 90, 95, 98];

        report.Heading(3, "Time against pixels");
        PhotographSet Sized(int repeat) => Encode(folder, $"{TileWidth * repeat}x{TileHeight * repeat}", scenes, TileWidth, TileHeight, repeat, JpegEncoder.Quality);
        Measure([.. repeats.Select(Sized)], file => file.Pixels, "pixels", report, options);

        report.Heading(3, "Time against compressed bytes");
        PhotographSet OfQuality(int quality) => Encode(folder, $"quality {quality}", scenes, 2 * TileWidth, 2 * TileHeight, 1, quality);
        Measure([.. qualities.Select(OfQuality)], file => file.Bytes.Length, "bytes", report, options);

        report.Heading(3, "Memory against the batch");
        MeasureBatches(folder, report, options);
    }

    /// <summary>Encodes scenes, each repeated along both axes.</summary>
    private static PhotographSet Encode(TemporaryFolder folder, string name, int scenes, int width, int height, int repeat, int quality)
    {
        var files = Enumerable.Range(0, scenes).Select(seed =>
        {
            var tile = Photograph.Render(width, height, smallestRadius: 2, seed);
            var rgb = new byte[tile.Length * repeat * repeat];
            for (var row = 0; row < height * repeat; row++)
                for (var column = 0; column < repeat; column++)
                    tile.AsSpan(row % height * 3 * width, 3 * width).CopyTo(rgb.AsSpan((row * repeat + column) * 3 * width));
            var path = folder[$"{name}-{seed}.jpg"];
            JpegEncoder.Write(rgb, width * repeat, height * repeat, JpegCoding.Subsampled, path, quality);
            return JpegFile.Read(path);
        });
        return new(name, [.. files]);
    }

    private static void Measure(PhotographSet[] sets, Func<JpegFile, long> size, string unit, Report report, BenchmarkOptions options)
    {
        var entries = EntryList.Check(sets[0].Files, report.Text).Entries.Where(entry => Contenders.Contains(entry.Name)).ToArray();
        var contenders = sets.SelectMany(set => entries.Select(entry => entry.Create(set.Files))).ToArray();
        var results = PairedRuns.Measure(contenders, rounds: options.Pick(9, 1), TimeSpan.FromSeconds(options.Pick(20, 0)));
        foreach (var contender in contenders) (contender as IDisposable)?.Dispose();

        report.Text($"Milliseconds an image, medians of {results[0].Pass.Count} passes over {sets[0].Files.Count} files.");
        var table = new Table(["", "pixels:", "bytes:", "bits per pixel:", .. entries.Select(entry => $"{entry.Name}:")]);
        var points = entries.Select(_ => new List<(double X, double Y)>()).ToArray();
        for (var row = 0; row < sets.Length; row++)
        {
            var files = sets[row].Files;
            for (var i = 0; i < entries.Length; i++) points[i].Add((files.Average(size), results[row * entries.Length + i].Pass.Median / files.Count));
            table.Add([
                sets[row].Name, $"{files[0].Pixels}", Table.Number(files.Average(file => file.Bytes.Length)), Table.Number(files.Average(file => file.BitsPerPixel), 2),
                .. points.Select(line => Table.Number(1000 * line[row].Y, 3))]);
        }
        table.Add(["exponent", "", "", "", .. points.Select(line => Table.Number(LeastSquares.Exponent(line), 2))]);
        table.Add([$"ns a {unit.TrimEnd('s')}", "", "", "", .. points.Select(line => Table.Number(1e9 * LeastSquares.Fit(line).Slope, 2))]);
        report.Table(table, $"complexity-{unit}");
    }

    private static void MeasureBatches(TemporaryFolder folder, Report report, BenchmarkOptions options)
    {
        var set = options.Set("420");
        int images = options.Pick(1_000, 80), runs = options.Pick(3, 1);
        File.WriteAllLines(folder["list.txt"], Enumerable.Range(0, images).Select(i => set.Files[i % set.Files.Count].Path));
        report.Text($"Set 420, {images} images, peak of each of {runs} runs, median speed from start to end.");
        var table = new Table("model", "batch:", "peak MiB:", "images/s:");
        var slopes = new List<string>();
        foreach (var model in new[] { "textures.onnx", "imagenette-dct24-int8.onnx" })
        {
            var points = new List<(double X, double Y)>();
            foreach (var batch in new[] { 1, 2, 4, 8, 16, 32, 64 })
            {
                var processes = Enumerable.Range(0, runs).Select(_ => ScoreProcess.Run(
                    ScoreProcess.Command, "score", folder["list.txt"], "--model", Repository.PathOf("Models", "weights", model), "--batch", $"{batch}", "--output", folder["scores.csv"])).ToArray();
                points.AddRange(processes.Select(process => ((double)batch, process.PeakBytes / (double)(1 << 20))));
                var seconds = new Timing(processes.Select(process => process.Seconds)).Median;
                table.Add(model, $"{batch}", string.Join(", ", processes.Select(process => process.PeakBytes >> 20).Order()), Table.Number(images / seconds));
            }
            var line = LeastSquares.Fit(points);
            slopes.Add($"{Table.Number(line.Intercept)} MiB and {Table.Number(line.Slope, 2)} for each image of the batch (`{model}`)");
        }
        report.Table(table, "complexity-batch");
        report.Text($"Straight lines through these: {string.Join(", ", slopes)}.");
    }
}

using System.Diagnostics;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Models;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Images;
using FrequencyML.View.Results;
using FrequencyML.View.Tests.Page;
using PuppeteerSharp;
using SkiaSharp;

namespace FrequencyML.Benchmarks;

/// <summary>
/// How long does a user of <c>frequencyml view</c> wait: for the rows to be read, for the page, for a thumbnail, while he scrolls? The command in a process of its
/// own, the page in headless Chromium where it is installed.
/// </summary>
internal static class ViewBenchmark
{
    private const int Rows = 100_000, Chunk = 1000, Frames = 300;
    private static readonly int[] FrameSteps = [100, 400];

    public const string About = """
        The command in a process of its own, the page in headless Chromium without a GPU, on the same cores, where Chromium is installed. "Slowest 5 %" and "95 %" is the time
        that 95 of 100 do not exceed. A thumbnail from coefficients is the first one's centre square at the same quality; the last way is what libjpeg-turbo's scaled decoding
        gives for nothing. Thumbnails over HTTP are asked for by one client after the page is closed, 120 after the first 40, in a process that is some seconds old.
        """;

    public static void Run(Report report, BenchmarkOptions options) => RunAsync(report, options).GetAwaiter().GetResult();

    private static async Task RunAsync(Report report, BenchmarkOptions options)
    {
        var runs = options.Pick(7, 1);
        using var folder = new TemporaryFolder();
        var set = options.Set("420");
        var rows = MakeRows(set);
        foreach (var format in Enum.GetValues<RowFormat>()) WriteFile(folder[$"rows{format.Extension()}"], rows);
        WriteParts(folder["parts"], rows);
        report.Text($"{set.Description}; {Rows} rows of them, medians of {runs} runs.");
        MeasureReading(folder, report, runs);
        MeasureThumbnails(set, report, runs);
        await MeasurePageAsync(folder["rows.csv"], report, runs);
    }

    private static ScoreRow[] MakeRows(PhotographSet set)
    {
        using var model = FrequencyModel.LoadDefault();
        var labels = model.Metadata.Labels;
        var random = new Random(1);
        return [.. Enumerable.Range(0, Rows).Select(row => new ScoreRow(row, new()
        {
            Path = set.Files[row % set.Files.Count].Path,
            Top = [new(labels[random.Next(labels.Count)], random.NextSingle())],
            GateOpen = random.Next(193),
        }))];
    }

    private static void WriteFile(string path, IEnumerable<ScoreRow> rows)
    {
        using var stream = File.Create(path);
        using var writer = RowFormats.OfFile(path)!.Value.Write(stream, new());
        foreach (var row in rows) writer.Write(row);
    }

    private static void WriteParts(string folder, ScoreRow[] rows)
    {
        using var hash = new ManifestHash();
        foreach (var row in rows) hash.Add(row.Image.Path);
        var parts = PartFolder.OpenFor(folder, new()
        {
            Schema = RunDescription.CurrentSchema,
            Rows = rows.Length,
            Chunk = Chunk,
            ManifestSha256 = hash.Finish(),
            ModelSha256 = new('0', 64),
            Format = RowFormat.Ndjson,
            Top = 1,
            Path = default,
            Embedding = false,
            Channels = false,
        }, overwrite: false);
        for (var part = 0; part < parts.Run.Parts; part++)
        {
            using var file = parts.Begin(part);
            foreach (var row in rows[(part * Chunk)..((part + 1) * Chunk)]) file.Write(row.Image);
            file.Commit();
        }
    }

    private static void MeasureReading(TemporaryFolder folder, Report report, int runs)
    {
        var table = new Table("what is read, in this process", "ms:");
        foreach (var name in new[] { "rows.csv", "rows.ndjson", "rows.parquet", "parts" })
        {
            var seconds = Enumerable.Range(0, runs).Select(_ => Time(() => ResultTable.Read(folder[name])));
            table.Add(name, Milliseconds(new Timing(seconds).Median, 0));
        }
        report.Table(table);
    }

    private static void MeasureThumbnails(PhotographSet set, Report report, int runs)
    {
        (string Name, Func<byte[], byte[]> Draw)[] ways =
        [
            ("coefficients, as the page has it", image => Thumbnail.Draw(image)),
            ("SkiaSharp: decode, crop, resize to 128, encode", image => DrawDecoded(image, scale: 1)),
            ("SkiaSharp: decode at half size, crop, resize to 128, encode", image => DrawDecoded(image, scale: 0.5f)),
        ];
        var seconds = ways.Select(_ => new List<double>()).ToArray();
        for (var round = -3; round < 3 * runs; round++)                               // the first ones are not counted
            foreach (var file in set.Files)
                for (var way = 0; way < ways.Length; way++)
                    if (Time(() => ways[way].Draw(file.Bytes)) is var elapsed && round >= 0) seconds[way].Add(elapsed);
        var table = new Table("a thumbnail, one thread, in turns", "ms, median:", "slowest 5 %:");
        for (var way = 0; way < ways.Length; way++) table.Add(ways[way].Name, Milliseconds(new Timing(seconds[way]).Median), Milliseconds(Share(seconds[way], 0.95)));
        report.Table(table);
    }

    /// <summary>What a library for images is used for: the same centre square at the same quality.</summary>
    private static byte[] DrawDecoded(byte[] image, float scale)
    {
        using var codec = SKCodec.Create(new SKMemoryStream(image));
        var size = codec.GetScaledDimensions(scale);
        using var decoded = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        codec.GetPixels(decoded.Info, decoded.GetPixels());
        var side = Math.Min(size.Width, size.Height);
        using var square = new SKBitmap();
        decoded.ExtractSubset(square, SKRectI.Create((size.Width - side) / 2, (size.Height - side) / 2, side, side));
        using var small = square.Resize(new SKImageInfo(Thumbnail.Side, Thumbnail.Side, SKColorType.Rgba8888, SKAlphaType.Opaque), SKFilterQuality.Medium);
        using var file = small.Encode(SKEncodedImageFormat.Jpeg, 85);
        return file.ToArray();
    }

    private static async Task MeasurePageAsync(string file, Report report, int runs)
    {
        if (Chromium.Executable is null)
        {
            report.Text("The page is left out: no Chromium is installed.");
            return;
        }
        await using var browser = await Chromium.StartAsync();
        report.Text($"{await browser.GetVersionAsync()}.");
        List<double> started = [], painted = [], shown = [], total = [], served = [], jumps = [];
        var frames = FrameSteps.Select(_ => new List<double>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            using var command = Start(file);
            var address = await command.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await command.StandardError.ReadToEndAsync());
            started.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            await using var page = await browser.NewPageAsync();
            await page.GoToAsync(address);
            await page.WaitForExpressionAsync("[...document.querySelectorAll('#grid img')].some(image => image.naturalWidth > 0)");
            total.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            shown.Add(await page.EvaluateExpressionAsync<double>("performance.getEntriesByType('resource').filter(entry => entry.name.includes('/thumbnails/'))[0].responseEnd / 1000"));
            painted.Add(await page.EvaluateExpressionAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"));
            for (var i = 0; i < FrameSteps.Length; i++) frames[i].AddRange(await ScrollAsync(page, FrameSteps[i]));
            jumps.Add(await page.EvaluateFunctionAsync<double>(Jump));
            await page.CloseAsync();                                                  // the server has nothing else to do now
            served.AddRange(await ThumbnailTimesAsync(address));
            command.Kill();
            await command.WaitForExitAsync();
        }
        var table = new Table("the page, rows.csv", "ms, median:", "slowest:");
        foreach (var (name, seconds) in new[]
        {
            ("the command, from its start to the address", started), ("first contentful paint, from the navigation", painted), ("first thumbnail, from the navigation", shown),
            ("first thumbnail, from the start of the command, with a browser that is open", total), ("tiles after a jump to another place", jumps),
        })
            table.Add(name, Milliseconds(new Timing(seconds).Median, 0), Milliseconds(seconds.Max(), 0));
        table.Add("a thumbnail over HTTP, one after the other", Milliseconds(new Timing(served).Median), $"95 %: {Milliseconds(Share(served, 0.95))}");
        for (var i = 0; i < FrameSteps.Length; i++)
            table.Add($"a frame while scrolling, {FrameSteps[i]} pixels each", Milliseconds(new Timing(frames[i]).Median), $"95 %: {Milliseconds(Share(frames[i], 0.95))}");
        report.Table(table, "view");
    }

    private static Process Start(string file) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "frequencyml.dll"), "view", file, "--no-browser"])
    { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<List<double>> ThumbnailTimesAsync(string address)
    {
        using var client = new HttpClient();
        var seconds = new List<double>();
        for (var row = 0; row < 4 * PhotographSets.SmallCount; row++)
        {
            var began = Stopwatch.GetTimestamp();
            await client.GetByteArrayAsync(new Uri($"{address}thumbnails/{row}"));
            if (row >= PhotographSets.SmallCount) seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        return seconds;
    }

    private static async Task<double[]> ScrollAsync(IPage page, int step) => await page.EvaluateFunctionAsync<double[]>("""
        async (frames, step) => {
          const grid = document.querySelector('#grid'), next = () => new Promise(requestAnimationFrame), seconds = [];
          for (let frame = 0, last = await next(); frame < frames; frame++) {
            grid.scrollTop += step;
            const now = await next();
            seconds.push((now - last) / 1000);
            last = now;
          }
          return seconds;
        }
        """, Frames, step);

    private const string Jump = """
        async () => {
          const grid = document.querySelector('#grid'), began = performance.now();
          grid.scrollTop = 0.8 * grid.scrollHeight;
          do await new Promise(requestAnimationFrame);
          while (![...grid.querySelectorAll('.tile')].every(tile => tile.firstElementChild) || Number(grid.querySelector('a[data-place]').dataset.place) < 1000);
          return (performance.now() - began) / 1000;
        }
        """;

    private static double Time(Action action)
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Share(List<double> seconds, double share) => seconds.Order().ElementAt((int)(share * (seconds.Count - 1)));

    private static string Milliseconds(double seconds, int digits = 2) => Table.Number(1000 * seconds, digits);
}

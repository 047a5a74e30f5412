using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Results;

namespace FrequencyML.View.Tests;

/// <summary>Outputs of <c>score</c> that no model has scored.</summary>
internal static class ResultFiles
{
    /// <summary>A row with one class, or with an error.</summary>
    public static ScoreRow Row(long index, string path, string? label = null, float score = 0.5f, int? gateOpen = null, string? error = null) =>
        new(index, new() { Path = path, Top = label is null ? [] : [new(label, score)], GateOpen = gateOpen, Error = error ?? (label is null ? "The file is empty." : null) });

    /// <summary>A whole file.</summary>
    public static byte[] Encode(RowFormat format, RowColumns columns, IEnumerable<ScoreRow> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = format.Write(stream, columns))
        {
            foreach (var row in rows) writer.Write(row);
        }
        return stream.ToArray();
    }

    /// <summary>Writes a CSV file and reads it as a table.</summary>
    public static ResultTable Table(TemporaryFolder folder, params ScoreRow[] rows) =>
        ResultTable.Read(folder.Write("rows.csv", Encode(RowFormat.Csv, new(), rows)));

    /// <summary>Writes the parts of a run in the folder <c>parts</c>, 3 rows each.</summary>
    /// <param name="folder">Where that folder is.</param>
    /// <param name="format">The format of the parts.</param>
    /// <param name="modelSha256">The model of the run.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="missing">The parts that are left out.</param>
    /// <returns>The folder, and the files of all parts in order, also of those that are missing.</returns>
    public static (string Folder, string[] Files) WriteParts(TemporaryFolder folder, RowFormat format, string modelSha256, ScoreRow[] rows, params int[] missing)
    {
        using var hash = new ManifestHash();
        foreach (var row in rows) hash.Add(row.Image.Path);
        var run = new RunDescription
        {
            Schema = RunDescription.CurrentSchema,
            Rows = rows.Length,
            Chunk = 3,
            ManifestSha256 = hash.Finish(),
            ModelSha256 = modelSha256,
            Format = format,
            Top = 1,
            Path = default,
            Embedding = false,
            Channels = false,
        };
        var parts = PartFolder.OpenFor(folder["parts"], run, overwrite: false);
        foreach (var number in Enumerable.Range(0, run.Parts).Except(missing))
        {
            using var part = parts.Begin(number);
            for (var (place, end) = run.RowsOf(number); place < end; place++) part.Write(rows[place].Image);
            part.Commit();
        }
        var names = Enumerable.Range(0, run.Parts).Select(number => $"part-{number:D5}-of-{run.Parts:D5}.{run.Fingerprint}{format.Extension()}");
        return (folder["parts"], [.. names.Select(name => folder[$"parts/{name}"])]);
    }

    /// <summary>What tells rows apart, as text.</summary>
    public static string Show(ResultRow row) => $"{row.Row}|{row.Path}|{string.Join(';', row.Top.Select(top => $"{top.Label}={top.Score:R}"))}|{row.GateOpen}|{row.Error}";

    /// <summary>Rows of every kind: right, wrong, failed and unknown, with equal and missing values.</summary>
    public static ResultRow[] Random(int seed, int count)
    {
        string[] labels = ["ash", "Ash", "birch", "cedar"];
        ImageFolder?[] folders = [.. labels.Select(label => new ImageFolder(label) { IsClass = true }), null];
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => One(2 * i))];

        ResultRow One(long row)
        {
            var folder = folders[random.Next(folders.Length)];
            var path = $"{folder?.Name ?? "other"}/{(random.Next(2) == 0 ? "IMG" : "img")}_{random.Next(count / 2)}.jpg";
            if (random.Next(5) == 0) return new(row, path, [], null, random.Next(2) == 0 ? "The file is empty." : "Scan at byte 12 ENDS early.", folder);
            var score = random.Next(4) == 0 ? random.Next(21) / 20f : random.NextSingle();
            return new(row, path, [new(labels[random.Next(labels.Length)], score)], random.Next(3) == 0 ? null : random.Next(5), null, folder);
        }
    }
}

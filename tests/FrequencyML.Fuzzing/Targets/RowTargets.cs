using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Models;
using FrequencyML.Scoring.Rows;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>The outputs of scoring, as <c>merge</c>, <c>verify</c> and <c>view</c> read them.</summary>
internal static class RowTargets
{
    private static readonly RowColumns[] Columns = [new(), new(Embedding: true), new(Embedding: true, Channels: true)];

    private static readonly IReadOnlyList<byte[]> Words =
        [.. ColumnNames(), .. Tokens.Of("\"", "\"\"", ",", ";", ":", "\\", "=1", "'=1", "[1,2]", "[]", "a:0.5", "a:0.5;b:0.25", "'", "\"NaN\""), .. Tokens.Json];

    public static IEnumerable<Target> All()
    {
        yield return Rows("rows-csv", 50, RowFormat.Csv);
        yield return Rows("rows-ndjson", 60, RowFormat.Ndjson);
        // Without repaired checksums: they are there because Parquet.Net may not come back from a footer that is damaged.
        yield return Rows("rows-parquet", 10, RowFormat.Parquet) with
        {
            Tokens = ["PAR1"u8.ToArray()],
            IsText = false,
            Split = null,
        };
    }

    private static Target Rows(string name, int weight, RowFormat format) => new(name, weight, () => bytes => Read(format, bytes))
    {
        Seeds = [.. Columns.Select(columns => Write(format, columns))],
        Tokens = Words,
        Split = Parts.Words,
        IsText = true,
        Documented = [typeof(InvalidDataException)],
    };

    private static IReadOnlyList<byte[]> ColumnNames() => Tokens.Of([.. new RowColumns(true, true).Names]);

    /// <summary>As view and merge do: with the columns that the file has, and with those of a run.</summary>
    private static bool Read(RowFormat format, byte[] bytes)
    {
        foreach (var row in format.Read(new MemoryStream(bytes), columns: bytes.Length % 4 == 0 ? Columns[0] : null))
            if (row.Image.Path is null || row.Index < 0) throw new DisagreementException($"Row {row.Index} is none.");
        return true;
    }

    private static byte[] Write(RowFormat format, RowColumns columns)
    {
        ImageScore[] images =
        [
            new() { Path = "a.jpg", Top = [new("tench", 0.75f), new("a;b:c\\", 0.25f)], GateOpen = 24, Embedding = new[] { 0.5f, -1E-20f }, Channels = new[] { 1f, 2f, 3f } },
            new() { Path = "=b,\"c\"\n.jpg", Error = "The image is empty: 0 bytes." },
            new() { Path = "ü/日本.jpg", Top = [new("ü", 1)], Embedding = ReadOnlyMemory<float>.Empty },
        ];
        using var stream = new MemoryStream();
        using (var writer = format.Write(stream, columns))
            for (var row = 0; row < images.Length; row++)
            {
                writer.Write(new(row, images[row] with
                {
                    Embedding = columns.Embedding ? images[row].Embedding : null,
                    Channels = columns.Channels ? images[row].Channels : null,
                }));
            }
        return stream.ToArray();
    }
}

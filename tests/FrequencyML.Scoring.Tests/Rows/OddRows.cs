using System.Globalization;
using FrequencyML.Models;
using FrequencyML.Scoring.Rows;

namespace FrequencyML.Scoring.Tests.Rows;

/// <summary>Rows whose texts and numbers formats like to spoil, and how rows are compared.</summary>
internal static class OddRows
{
    /// <summary>Texts that must come back as they are.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "a.jpg", "folder/b c.jpg", " leading and trailing ", "comma,quote\"both,\"", "\"", "\"\"", "line\nfeed", "carriage\rreturn", "both\r\n", "\r", "\n",
        "\ttab", "ta\tb", "=1+1", "+1", "-1", "@a", "'", "''=1", "＝1", "=", "nul\0", "\0", "üñî\u0301.jpg", "日本語.jpg", "ｱ.jpg", "😀.jpg", "\u2028\u2029\u0085", "\ufeffbom",
        "\ud83d\ude00\ud83d\ude00", "a:b;c\\d", "\\", "\\\\:", ";", ":", ":1;", "null", "NaN", "#comment", "C:\\x\\y.jpg", "<&>", "\u007f\u001b[31m", new string('x', 100_000),
    ];

    /// <summary>Numbers that must come back to the bit.</summary>
    public static readonly float[] Numbers =
    [
        0, -0f, 1, -1, 0.1f, 1f / 3, 1E-45f, -1E-45f, 1.17549435E-38f, 16777216, 16777217, 1E10f, -123456.79f, float.MaxValue, float.MinValue, float.BitIncrement(1),
        float.NaN, float.PositiveInfinity, float.NegativeInfinity,
    ];

    /// <summary>Every text as path, label and error, every number as score and in vectors; lists of 0, 1 and many.</summary>
    public static ScoreRow[] All(RowColumns columns)
    {
        var images = new List<ImageScore>();
        foreach (var text in Texts)
        {
            images.Add(new() { Path = text, Top = [new(text, 0.5f), new(text, 0.25f)], GateOpen = text.Length });
            if (text.Length > 0) images.Add(new() { Path = text, Error = text });
        }
        foreach (var number in Numbers) images.Add(new() { Path = "n", Top = [new("n", number)], Embedding = new[] { number }, Channels = new[] { number, number } });
        images.Add(new() { Path = "many", Top = [.. Numbers.Select((number, i) => new ScoredLabel($"{i};:\\", number))], GateOpen = int.MaxValue, Embedding = Numbers });
        images.Add(new() { Path = "empty", Embedding = ReadOnlyMemory<float>.Empty, Channels = ReadOnlyMemory<float>.Empty });
        images.Add(new() { Path = "long", Channels = Vector(37_632), Embedding = Vector(512) });
        images.Add(new() { Path = "last" });
        return
        [
            .. images.Select((image, i) => new ScoreRow(i == 0 ? long.MaxValue : i, image with
            {
                Embedding = columns.Embedding ? image.Embedding : null,
                Channels = columns.Channels ? image.Channels : null,
            })),
        ];
    }

    /// <summary>A row as text, equal only for equal rows.</summary>
    public static string Show(ScoreRow row)
    {
        var image = row.Image;
        return string.Join('|', row.Index, image.Path, string.Join(';', image.Top.Select(top => $"{top.Label}={Bits(top.Score)}")),
            image.GateOpen?.ToString(CultureInfo.InvariantCulture) ?? "none", image.Error ?? "none", Show(image.Embedding), Show(image.Channels));
    }

    public static byte[] Write(RowFormat format, IEnumerable<ScoreRow> rows, RowColumns columns)
    {
        using var stream = new MemoryStream();
        using (var writer = format.Write(stream, columns))
        {
            foreach (var row in rows) writer.Write(row);
        }
        return stream.ToArray();
    }

    public static List<ScoreRow> Read(RowFormat format, byte[] file, RowColumns? columns)
    {
        using var stream = new MemoryStream(file);
        return [.. format.Read(stream, columns)];
    }

    /// <summary>Seeded values of all magnitudes.</summary>
    public static float[] Vector(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20))))];
    }

    private static string Show(ReadOnlyMemory<float>? vector) => vector is { } values ? $"[{string.Join(',', values.ToArray().Select(Bits))}]" : "none";

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}

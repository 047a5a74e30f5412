using System.Globalization;
using System.Text.Json;
using FrequencyML.Models;

namespace FrequencyML.Scoring.Rows;

/// <summary>Reads what <see cref="NdjsonRowWriter"/> writes: all columns, in order.</summary>
internal static class NdjsonRowReader
{
    /// <exception cref="InvalidDataException">A line has other columns, or cannot be read.</exception>
    public static IEnumerable<ScoreRow> Read(Stream stream, RowColumns? columns)
    {
        var lines = new LineReader(stream);
        for (var number = 1L; lines.Next() is { } line; number++) yield return Row(line, number, ref columns);
    }

    private static List<string> Names(ReadOnlyMemory<byte> line)
    {
        using var row = JsonDocument.Parse(line);
        return [.. row.RootElement.EnumerateObject().Select(column => column.Name)];
    }

    private static ScoreRow Row(ReadOnlyMemory<byte> line, long number, ref RowColumns? columns)
    {
        try
        {
            columns ??= RowColumns.Of(Names(line), null);
            var json = new Utf8JsonReader(line.Span);
            var row = Row(ref json, columns);
            Take(ref json, JsonTokenType.EndObject);
            return json.Read() ? throw new FormatException("something follows its object") : row;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {number} is no row: it is no JSON at byte {error.BytePositionInLine}.", error);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)   // the latter for what is not UTF-8
        {
            throw new InvalidDataException($"Line {number} is no row: {error.Message.TrimEnd('.')}.", error);
        }
    }

    private static ScoreRow Row(ref Utf8JsonReader json, RowColumns columns)
    {
        Take(ref json, JsonTokenType.StartObject);
        Name(ref json, RowColumns.Row);
        var index = WholeNumber(ref json, RowColumns.Row, long.MaxValue) ?? throw NoNumber(RowColumns.Row);
        Name(ref json, RowColumns.Path);
        var path = Text(ref json) ?? throw new FormatException("its path is null");
        Name(ref json, RowColumns.Label);
        var label = Text(ref json);
        Name(ref json, RowColumns.Score);
        var score = Value(ref json);
        Name(ref json, RowColumns.TopK);
        var top = Top(ref json);
        if (top.Count == 0 ? label is not null || score is not null : label != top[0].Label || score is not { } known || !known.Equals(top[0].Score))
            throw RowText.NotTheBest();
        Name(ref json, RowColumns.GateOpen);
        var gateOpen = (int?)WholeNumber(ref json, RowColumns.GateOpen, int.MaxValue);
        Name(ref json, RowColumns.Error);
        var error = Text(ref json);
        return new(index, new ImageScore
        {
            Path = path,
            Top = top,
            GateOpen = gateOpen,
            Error = error,
            Embedding = columns.Embedding ? Vector(ref json, RowColumns.EmbeddingName) : null,
            Channels = columns.Channels ? Vector(ref json, RowColumns.ChannelsName) : null,
        });
    }

    private static List<ScoredLabel> Top(ref Utf8JsonReader json)
    {
        var top = new List<ScoredLabel>(1);
        Take(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            Name(ref json, RowColumns.Label);
            var label = Text(ref json) ?? throw new FormatException("a label of its top_k is null");
            Name(ref json, RowColumns.Score);
            top.Add(new(label, Value(ref json) ?? throw NoNumber("top_k's score")));
            Take(ref json, JsonTokenType.EndObject);
        }
        return json.TokenType == JsonTokenType.EndArray ? top : throw Unexpected(ref json, "a class");
    }

    private static ReadOnlyMemory<float>? Vector(ref Utf8JsonReader json, string name)
    {
        Name(ref json, name);
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.StartArray) throw Unexpected(ref json, "an array");
        var vector = new List<float>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) vector.Add(Known(ref json) ?? throw NoNumber($"a value of its {name}"));
        return vector.ToArray();
    }

    private static float? Value(ref Utf8JsonReader json)
    {
        json.Read();
        return Known(ref json);
    }

    private static float? Known(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Number => json.GetSingle(),
        JsonTokenType.Null => null,
        JsonTokenType.String when json.GetString() is "NaN" or "Infinity" or "-Infinity" => float.Parse(json.GetString()!, CultureInfo.InvariantCulture),
        _ => throw Unexpected(ref json, "a number"),
    };

    private static long? WholeNumber(ref Utf8JsonReader json, string name, long largest)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value) && value >= 0 && value <= largest ? value : throw NoNumber(name);
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType is JsonTokenType.String or JsonTokenType.Null ? json.GetString() : throw Unexpected(ref json, "a text");
    }

    private static void Name(ref Utf8JsonReader json, string name)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals(name)) throw Unexpected(ref json, $"the column {name}");
    }

    private static void Take(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (!json.Read() || json.TokenType != type) throw Unexpected(ref json, type == JsonTokenType.EndObject ? "no further column" : type.ToString());
    }

    private static FormatException Unexpected(ref Utf8JsonReader json, string expected) => new($"{expected} is expected at byte {json.TokenStartIndex}");

    private static FormatException NoNumber(string name) => new($"{name} is no number that can be there");
}

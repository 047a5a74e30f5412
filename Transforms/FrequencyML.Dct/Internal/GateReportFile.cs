using System.Text.Json;

namespace FrequencyML.Dct.Internal;

/// <summary>What this library reads of the <c>gate.json</c> that <c>frequencyml-train gate-report</c> writes.</summary>
/// <remarks>
/// Its root has an array <c>channels</c> of <c>{ "component": "Y", "v": 0, "u": 0, "share": 1, "weight": 0.9 }</c>; all else is left alone.
/// </remarks>
internal static class GateReportFile
{
    /// <summary>Reads the weight of every reported channel, 0..1.</summary>
    /// <exception cref="InvalidDataException">The file is no such report; the message names it and what is wrong.</exception>
    public static Dictionary<DctChannel, float> ReadWeights(string path)
    {
        using var document = Parse(path);
        try
        {
            return ReadWeights(document, path);
        }
        catch (InvalidOperationException error)                                       // of names and texts that are no Unicode
        {
            throw Malformed(path, error.Message, error);
        }
    }

    private static Dictionary<DctChannel, float> ReadWeights(JsonDocument document, string path)
    {
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("channels", out var channels) ||
            channels.ValueKind != JsonValueKind.Array)
            throw Malformed(path, "it has no array 'channels'.");
        var weights = new Dictionary<DctChannel, float>();
        foreach (var (place, entry) in channels.EnumerateArray().Index())
        {
            if (Channel(entry) is not { } channel)
                throw Malformed(path, $"entry {place} of its channels has no component of Y, Cb or Cr with frequencies v and u of 0 to 7.");
            if (Number(entry, "weight") is not { } weight || weight is not (>= 0 and <= 1))
                throw Malformed(path, $"channel {channel} has no weight of 0 to 1.");
            if (!weights.TryAdd(channel, (float)weight)) throw Malformed(path, $"it has channel {channel} twice.");
        }
        return weights;
    }

    private static JsonDocument Parse(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            return JsonDocument.Parse(file);
        }
        catch (JsonException error)
        {
            throw Malformed(path, error.Message, error);
        }
    }

    private static DctChannel? Channel(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("component", out var name) || name.ValueKind != JsonValueKind.String)
            return null;
        foreach (var component in Enum.GetValues<ColorComponent>())                   // by name only: Enum.Parse would take its number too
            if (name.ValueEquals(component.ToString()) && Frequency(entry, "v") is { } v && Frequency(entry, "u") is { } u) return new(component, v, u);
        return null;
    }

    private static int? Frequency(JsonElement entry, string name) =>
        Number(entry, name) is { } number && number is >= 0 and <= 7 && number % 1 == 0 ? (int)number : null;

    private static double? Number(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;

    private static InvalidDataException Malformed(string path, string reason, Exception? inner = null) =>
        new($"'{path}' is no report of a gate: {reason} Expected the gate.json of frequencyml-train gate-report.", inner);
}

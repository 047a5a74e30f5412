using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FrequencyML.Dct;
using FrequencyML.Scoring.Rows;

namespace FrequencyML.Scoring.Runs;

/// <summary>
/// What the rows of a run depend on, but for the contents of the images and of files beside the model. It is the file <c>run.json</c> beside the parts, and its hash is in their names: two workers with the same description
/// write the same parts. Device, batch size and threads are no part of it: they change no more than the last digits of a score.
/// </summary>
internal sealed record RunDescription
{
    /// <summary>The version of columns and part names.</summary>
    public const int CurrentSchema = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary><see cref="CurrentSchema"/>.</summary>
    public required int Schema { get; init; }

    /// <summary>The number of images.</summary>
    public required long Rows { get; init; }

    /// <summary>The images of a part; the last one may have fewer.</summary>
    public required int Chunk { get; init; }

    /// <summary>See <see cref="ManifestHash"/>.</summary>
    public required string ManifestSha256 { get; init; }

    /// <summary>SHA-256 of the ONNX file, in lower-case hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>The option <c>--format</c>.</summary>
    public required RowFormat Format { get; init; }

    /// <summary>The option <c>--top</c>.</summary>
    public required int Top { get; init; }

    /// <summary>The option <c>--path</c>.</summary>
    public required DecodingPath Path { get; init; }

    /// <summary>The option <c>--embedding</c>.</summary>
    public required bool Embedding { get; init; }

    /// <summary>The option <c>--channels</c>.</summary>
    public required bool Channels { get; init; }

    /// <summary>The option <c>--limit</c>; null, and not written, where nothing else than the defaults was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InputLimits? Limits { get; init; }

    /// <summary>The number of parts.</summary>
    [JsonIgnore]
    public int Parts => checked((int)((Rows + Chunk - 1) / Chunk));

    /// <summary>The columns of the parts.</summary>
    [JsonIgnore]
    public RowColumns Columns => new(Embedding, Channels);

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of <see cref="ToJson"/>.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())))[..16];

    /// <summary>The index of a part's first row, and of the one after its last.</summary>
    public (long First, long End) RowsOf(int part) => ((long)part * Chunk, Math.Min(Rows, ((long)part + 1) * Chunk));

    /// <summary>The text of <c>run.json</c>: the same for the same run.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <summary>Reads <c>run.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no description of a run, or one of a newer version.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RunDescription Read(string path) => new FileInfo(path).Length <= InputLimits.Default.MaxMetadataLength
        ? Parse(File.ReadAllText(path), path)
        : throw new InvalidDataException($"'{path}' has {new FileInfo(path).Length} bytes: it does not describe a run.");

    /// <summary>Reads the text of <c>run.json</c>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="InvalidDataException">It is no description of a run, or one of a newer version.</exception>
    public static RunDescription Parse(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.GetProperty("schema").GetInt32() is var schema and not CurrentSchema)
                throw new InvalidDataException($"'{name}' has schema {schema}; this version reads {CurrentSchema}.");
            var run = document.Deserialize<RunDescription>(Json)!;
            return run.Rows >= 1 && run.Chunk >= 1 && (run.Rows - 1) / run.Chunk < int.MaxValue
                ? run
                : throw new FormatException($"{run.Rows} rows in chunks of {run.Chunk}");
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException($"'{name}' does not describe a run. Delete it and run score again: the parts that are there are kept.", error);
        }
    }

    /// <summary>In what this run differs from another, property by property.</summary>
    public IEnumerable<string> DifferencesTo(RunDescription other)
    {
        var (mine, theirs) = (Properties(this), Properties(other));
        return [.. mine.Keys.Union(theirs.Keys).Where(name => mine.GetValueOrDefault(name) != theirs.GetValueOrDefault(name))
            .Select(name => $"{name} {Short(mine.GetValueOrDefault(name))} instead of {Short(theirs.GetValueOrDefault(name))}")];

        static Dictionary<string, string> Properties(RunDescription run)
        {
            using var json = JsonSerializer.SerializeToDocument(run with { Limits = run.Limits ?? InputLimits.Default }, Json);
            var limits = json.RootElement.GetProperty("limits");
            return json.RootElement.EnumerateObject().Where(property => !property.NameEquals("limits")).Concat(limits.EnumerateObject())
                .ToDictionary(property => property.Name, property => property.Value.ToString());
        }

        static string Short(string? value) => value is { Length: > 12 } hash ? hash[..12] : value ?? "";
    }
}

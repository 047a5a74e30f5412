using System.Text;
using FrequencyML.Dct;
using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Scoring.Inputs;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>What says which images there are: lists, tables and the description of a run.</summary>
internal static class ManifestTargets
{
    public static IEnumerable<Target> All()
    {
        yield return new("manifest-list", 20, () => ReadList)
        {
            Seeds = Tokens.Of("a.jpg\nb/c d.jpg\r\n\nü/日本.jpg\n", "a\0b\nc\0\0d", "last"),
            Tokens = [.. Tokens.Of("a.jpg", "/", "..", "\0"), .. Tokens.Odd],
            Split = Parts.Words,
            IsText = true,
            Documented = [typeof(InvalidDataException)],
        };
        yield return new("manifest-table", 40, OpenTable)
        {
            Seeds = Tokens.Of("path\na.jpg\nb.jpg\n", "id,path,label\n1,\"a,\"\"b\"\".jpg\",x\r\n2,\"c\nd.jpg\",\"\"\n", "\"path\"\n\"\"\n"),
            Tokens = [.. Tokens.Of("path", ",", "\"", "\"\"", "\",\"", ";", "\t", "\n\n", ",,,,,"), .. Tokens.Odd],
            Split = Parts.Words,
            IsText = true,
            Documented = [typeof(InvalidDataException)],
        };
        yield return new("manifest-run", 40, () => ReadRun)
        {
            Seeds = [Encoding.UTF8.GetBytes(Run.ToJson()), Encoding.UTF8.GetBytes((Run with { Rows = long.MaxValue / 2, Chunk = int.MaxValue, Path = DecodingPath.Pixels, Channels = true }).ToJson())],
            Tokens = [.. Tokens.Of("schema", "rows", "chunk", "manifest_sha256", "format", "\"csv\"", "\"parquet\"", "path", "\"auto\"", "embedding"), .. Tokens.Json],
            Split = Parts.Words,
            IsText = true,
            Documented = [typeof(InvalidDataException)],
        };
    }

    private static RunDescription Run { get; } = new()
    {
        Schema = RunDescription.CurrentSchema,
        Rows = 1000,
        Chunk = 64,
        ManifestSha256 = new string('a', 64),
        ModelSha256 = new string('0', 64),
        Format = RowFormat.Ndjson,
        Top = 5,
        Path = DecodingPath.Auto,
        Embedding = true,
        Channels = false,
    };

    private static bool ReadList(byte[] list)
    {
        using var reader = new StreamReader(new MemoryStream(list), new UTF8Encoding(false));
        var count = 0;
        foreach (var path in PathList.Read(reader, isNull: list.Length % 2 == 0, CancellationToken.None)) count += path.Length > 0 ? 1 : throw new DisagreementException("A path is empty.");
        return count > 0;
    }

    private static Func<byte[], bool> OpenTable()
    {
        var file = new ScratchFile(".csv");
        return table =>
        {
            file.Write(table);
            return PathTable.Read(file.FullName, "path").Count() >= 0;
        };
    }

    private static bool ReadRun(byte[] json)
    {
        var run = RunDescription.Parse(Encoding.UTF8.GetString(json), "run.json");
        var (_, end) = run.RowsOf(run.Parts - 1);
        if (end != run.Rows) throw new DisagreementException($"The last part ends at row {end} of {run.Rows}.");
        if (RunDescription.Parse(run.ToJson(), "run.json") != run) throw new DisagreementException("A run is read as another one.");
        return run.DifferencesTo(run).Any() ? throw new DisagreementException("A run differs from itself.") : run.Fingerprint.Length == 16;
    }
}

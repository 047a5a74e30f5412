using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Scoring;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;

namespace FrequencyML.View.Results;

/// <summary>All rows of an output in memory, in the order of their numbers.</summary>
internal sealed class ResultTable
{
    private readonly List<ResultRow> rows;
    private readonly IReadOnlyCollection<ImageFolder> folders;

    private ResultTable(string name, List<ResultRow> rows, IReadOnlyCollection<ImageFolder> folders, IReadOnlyList<string> labels)
    {
        Name = name;
        this.rows = rows;
        this.folders = folders;
        Labels = labels;
        UseLabels(labels);
    }

    /// <summary>The folder or file, as it was given.</summary>
    public string Name { get; }

    /// <summary>The rows, by place.</summary>
    public IReadOnlyList<ResultRow> Rows => rows;

    /// <summary>The classes: those that images got, in ordinal order, or those of <see cref="UseLabels"/>.</summary>
    public IReadOnlyList<string> Labels { get; private set; }

    /// <summary>What is missing or damaged, a sentence each; empty for an output that is complete.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>SHA-256 of the ONNX file, where the output says it.</summary>
    public string? ModelSha256 { get; private init; }

    /// <summary>The path by which images were scored, where the output says it.</summary>
    public DecodingPath DecodingPath { get; private init; } = DecodingPath.Auto;

    /// <summary>Reads an output.</summary>
    /// <param name="path">A folder of part files, complete or not, or a CSV, NDJSON or Parquet file of <c>frequencyml score</c> or <c>merge</c>.</param>
    /// <exception cref="InvalidDataException">It is no such output, is damaged, or has a row number twice.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ResultTable Read(string path)
    {
        var rows = new List<ResultRow>();
        HashSet<string> labels = [];
        Dictionary<string, ImageFolder> folders = [];
        IReadOnlyList<string> problems = [];
        RunDescription? run = null;
        if (Directory.Exists(path))
        {
            var parts = PartFolder.OpenExisting(path);
            run = parts.Run;
            problems = parts.Read(Add);
        }
        else
        {
            ReadFile(path, Add);
        }
        rows.Sort((one, other) => one.Row.CompareTo(other.Row));
        for (var place = 1; place < rows.Count; place++)
            if (rows[place].Row == rows[place - 1].Row) throw new InvalidDataException($"'{path}' has row {rows[place].Row} twice; expected the rows of one run.");
        return new(path, rows, folders.Values, [.. labels.Order(StringComparer.Ordinal)])
        {
            Problems = problems,
            ModelSha256 = run?.ModelSha256,
            DecodingPath = run?.Path ?? DecodingPath.Auto,
        };

        void Add(ScoreRow row)
        {
            var image = row.Image;
            if (image.Top.Count == 0 && string.IsNullOrEmpty(image.Error)) throw new InvalidDataException($"Row {row.Index} has neither a class nor an error.");
            var top = new ScoredLabel[image.Top.Count];
            for (var i = 0; i < top.Length; i++)
            {
                var (label, score) = image.Top[i];
                if (score is not (>= 0 and <= 1))                                     // NaN, too, which JSON does not have
                    throw new InvalidDataException(FormattableString.Invariant($"Row {row.Index} has a score of {score}; expected 0 to 1."));
                top[i] = new(Shared(label), score);
            }
            rows.Add(new(row.Index, image.Path, top, image.GateOpen, image.Error, FolderOf(image.Path)));
        }

        // A label is in memory once, and a folder too.
        string Shared(string label)
        {
            if (labels.TryGetValue(label, out var known)) return known;
            labels.Add(label);
            return label;
        }

        ImageFolder? FolderOf(string image)
        {
            if (FolderLabel.Of(image) is not { } name) return null;
            if (!folders.TryGetValue(name, out var folder)) folders[name] = folder = new(name);
            return folder;
        }
    }

    /// <summary>Takes a model's classes for those of the rows: the folders that name one are truths then, also of a class that no image got.</summary>
    /// <param name="labels">In the order of the model.</param>
    public void UseLabels(IReadOnlyList<string> labels)
    {
        Labels = labels;
        HashSet<string> known = [.. labels];
        foreach (var folder in folders) folder.IsClass = known.Contains(folder.Name);
    }

    /// <summary>The place of a row; null if there is no such row.</summary>
    public int? PlaceOf(long row)
    {
        int first = 0, end = rows.Count;
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (rows[middle].Row < row) first = middle + 1;
            else end = middle;
        }
        return first < rows.Count && rows[first].Row == row ? first : null;
    }

    private static void ReadFile(string path, Action<ScoreRow> add)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no folder or file '{path}'.", path);
        var format = RowFormats.OfFile(path) ?? throw new InvalidDataException(
            $"'{path}' is no output of score; expected a folder of part files or a .csv, .ndjson, .jsonl or .parquet file.");
        using var stream = File.OpenRead(path);
        try
        {
            foreach (var row in format.Read(stream, columns: null)) add(row);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}': {error.Message}", error);
        }
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using FrequencyML.Scoring.Rows;
using FrequencyML.Shared;

namespace FrequencyML.Scoring.Runs;

/// <summary>
/// The folder of a run: <c>run.json</c> and, for every chunk that is done, <c>part-00003-of-00100.&lt;fingerprint&gt;.ndjson</c>. A part under its name is complete;
/// what is being written has a hidden temporary name.
/// </summary>
internal sealed partial class PartFolder
{
    private const string DescriptionName = "run.json";
    private readonly string folder;
    private readonly string fingerprint;

    private PartFolder(string folder, RunDescription run)
    {
        this.folder = folder;
        Run = run;
        fingerprint = run.Fingerprint;
    }

    /// <summary>The run.</summary>
    public RunDescription Run { get; }

    /// <summary>Opens the folder of a run that is to be written or gone on with.</summary>
    /// <param name="folder">Created if it is not there.</param>
    /// <param name="run">The run.</param>
    /// <param name="overwrite">Whether the parts of another run are removed.</param>
    /// <exception cref="InvalidDataException">The folder holds another run; the message says in what it differs.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static PartFolder OpenFor(string folder, RunDescription run, bool overwrite)
    {
        const string advice = "Take another folder, or replace it by --overwrite.";
        Directory.CreateDirectory(folder);
        var parts = new PartFolder(folder, run);
        var description = parts.PathOf(DescriptionName);
        var (_, foreign) = parts.List();
        if (!overwrite)
        {
            var isKnown = File.Exists(description);
            if (isKnown) CheckKnown();
            if (foreign.Count > 0) throw new InvalidDataException($"'{folder}' holds '{foreign[0]}' of another run. {advice}");
            if (isKnown) return parts;
        }
        foreach (var name in foreign) File.Delete(parts.PathOf(name));
        try
        {
            WholeFile.Write(description, temporary => File.WriteAllText(temporary, run.ToJson()), replaces: overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(description))
        {
            CheckKnown();                                                             // another worker was faster: is it one of this run?
        }
        catch (FileNotFoundException) when (File.Exists(description) && File.ReadAllText(description) == run.ToJson())
        {
            // Another worker of this run was faster, and took our temporary file for a leftover.
        }
        return parts;

        void CheckKnown()
        {
            var known = RunDescription.Read(description);
            if (known != run) throw new InvalidDataException($"'{folder}' holds another run: this one has {string.Join(", ", run.DifferencesTo(known))}. {advice}");
        }
    }

    /// <summary>Opens the folder of a run that is to be read.</summary>
    /// <exception cref="InvalidDataException">It is the folder of no run.</exception>
    public static PartFolder OpenExisting(string folder)
    {
        var description = Path.Combine(folder, DescriptionName);
        if (!File.Exists(description)) throw new InvalidDataException($"'{folder}' is no folder of part files: it has no {DescriptionName}.");
        return new(folder, RunDescription.Read(description));
    }

    /// <summary>Whether a part is done.</summary>
    public bool Has(int part) => File.Exists(PathOf(NameOf(part)));

    /// <summary>Begins a part.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public PartFile Begin(int part) => new(PathOf(NameOf(part)), Run, part);

    /// <summary>
    /// Removes what killed workers left of the chunks of a shard. Whoever still writes one of them is a worker that its scheduler has given up: it will not
    /// find its file again.
    /// </summary>
    public void RemoveLeftovers(Shard shard)
    {
        foreach (var file in Directory.EnumerateFiles(folder, ".part-*.tmp"))
            if (LeftoverName().Match(Path.GetFileName(file)) is { Success: true } name && shard.Has(Number(name))) File.Delete(file);
        if (shard.Index == 0) WholeFile.RemoveLeftovers(PathOf(DescriptionName));
    }

    /// <summary>Checks, by the names alone, that every part is there and of this run.</summary>
    /// <returns>What is wrong, a sentence each; empty if nothing is.</returns>
    public List<string> CheckNames()
    {
        var (present, foreign) = List();
        var problems = foreign.Select(name => $"{name} is of another run. Move it elsewhere.").ToList();
        var missing = Run.Parts - present.Count;
        if (missing > 0) problems.Add($"{missing} of {Run.Parts} parts are missing: {Gaps(present)}. Run score again to make them.");
        return problems;
    }

    /// <summary>
    /// Reads all rows in order, and checks that they are the run's: every part is there and of this run, every row is in its place once, and the paths are
    /// those of the manifest.
    /// </summary>
    /// <param name="each">Receives the rows as far as they are sound.</param>
    /// <returns>What is wrong, a sentence each; empty if nothing is.</returns>
    public IReadOnlyList<string> Read(Action<ScoreRow> each)
    {
        var problems = CheckNames();
        using var hash = new ManifestHash();
        foreach (var part in List().Present)
        {
            try
            {
                foreach (var row in ReadPart(part))
                {
                    hash.Add(row.Image.Path);
                    each(row);
                }
            }
            catch (Exception error) when (error is InvalidDataException or FileNotFoundException)
            {
                problems.Add($"{NameOf(part)}: {error.Message} Delete it and run score again.");
            }
        }
        if (problems.Count == 0 && hash.Finish() != Run.ManifestSha256) problems.Add("The paths of the rows are not those of the manifest in run.json.");
        return problems;
    }

    /// <summary>Whether a file is one that the folder keeps: it must not be written to.</summary>
    public bool Owns(string path) =>
        File.Exists(path) && RealPath.Of(path) is var real && Path.GetDirectoryName(real) == RealPath.Of(folder)
        && Path.GetFileName(real) is var name && (name == DescriptionName || PartName().IsMatch(name));

    private IEnumerable<ScoreRow> ReadPart(int part)
    {
        var (next, end) = Run.RowsOf(part);
        using var stream = File.OpenRead(PathOf(NameOf(part)));
        foreach (var row in Run.Format.Read(stream, Run.Columns))
        {
            if (row.Index != next || next == end) throw new InvalidDataException($"Row {row.Index} is where {(next == end ? "the part should end" : $"row {next} should be")}.");
            next++;
            yield return row;
        }
        if (next != end) throw new InvalidDataException($"It ends before row {next}; its last should be {end - 1}.");
    }

    /// <summary>Lists the folder once: the parts of this run in order, and the names of others.</summary>
    private (SortedSet<int> Present, List<string> Foreign) List()
    {
        var (present, foreign) = (new SortedSet<int>(), new List<string>());
        foreach (var name in Directory.EnumerateFiles(folder, "part-*").Select(file => Path.GetFileName(file)))
        {
            if (PartName().Match(name) is not { Success: true } match) continue;
            if (Number(match) is >= 0 and var part && part < Run.Parts && name == NameOf(part)) present.Add(part);
            else foreign.Add(name);
        }
        foreign.Sort(StringComparer.Ordinal);
        return (present, foreign);
    }

    private string NameOf(int part) =>
        string.Create(CultureInfo.InvariantCulture, $"part-{part:D5}-of-{Run.Parts:D5}.{fingerprint}{Run.Format.Extension()}");

    private string PathOf(string name) => Path.Combine(folder, name);

    private static int Number(Match name) => int.TryParse(name.Groups["part"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>The parts that are not there, as ranges, the first ten.</summary>
    private string Gaps(SortedSet<int> present)
    {
        var gaps = new List<string>();
        var next = 0;
        foreach (var part in present.Append(Run.Parts))
        {
            if (part > next) gaps.Add(part == next + 1 ? $"{next}" : $"{next}-{part - 1}");
            next = part + 1;
        }
        return string.Join(", ", gaps.Take(10)) + (gaps.Count > 10 ? " and more" : "");
    }

    [GeneratedRegex(@"^part-(?<part>\d+)-of-\d+\.[0-9a-f]{16}\.(csv|ndjson|parquet)$")]
    private static partial Regex PartName();

    [GeneratedRegex(@"^\.part-(?<part>\d+)-of-\d+\..+\.tmp$")]
    private static partial Regex LeftoverName();
}

using System.Collections.Concurrent;
using System.Text;
using FrequencyML.Dct;
using FrequencyML.Shared;

namespace FrequencyML.Scoring.Inputs;

/// <summary>The inputs of a command line, each by what it is: a folder, a list, a table, an archive, standard input or an image.</summary>
/// <param name="inputs">The arguments.</param>
/// <param name="names">Which files of folders and archives are images.</param>
/// <param name="isNull">Whether paths in lists end with NUL and not with the line.</param>
/// <param name="column">The column of paths in tables.</param>
/// <param name="limits">What archives may cost.</param>
/// <param name="folder">
/// What relative paths of lists and tables are relative to: they become full ones. Null leaves them as they are, relative to the working folder of the process.
/// </param>
internal sealed class ImageInputs(IReadOnlyList<string> inputs, ImageNames names, bool isNull, string column, InputLimits limits, string? folder = null)
{
    private const string StandardInput = "-";

    private readonly ConcurrentDictionary<string, bool> hasImages = [];

    /// <summary>Whether standard input is among the inputs: their number is then unknown, and they can be read once.</summary>
    public bool HasStandardInput => inputs.Contains(StandardInput);

    /// <summary>Whether listing them leaves them as they were: a pipe can be read once.</summary>
    public bool CanBeListedAgain => !HasStandardInput && !inputs.Any(MayBeAPipe);

    /// <summary>The images in the order of the inputs, listed as they are asked for; ends early when cancelled.</summary>
    /// <exception cref="FileNotFoundException">At once: an input is empty text, or not there and not named as an image is.</exception>
    /// <exception cref="InvalidDataException">At once: an archive is compressed. When it is read: a table has no column of paths, or is no CSV.</exception>
    /// <exception cref="IOException">A list or table cannot be read.</exception>
    public IEnumerable<ImageEntry> Entries(CancellationToken cancellation)
    {
        foreach (var input in inputs) Require(input);
        return inputs.SelectMany(input => Observed(input, Entries(input, cancellation))).TakeWhile(_ => !cancellation.IsCancellationRequested);
    }

    /// <summary>The inputs that have been listed and have no image, such as folders on which nothing is mounted.</summary>
    public IEnumerable<string> Empty => inputs.Distinct().Where(input => hasImages.TryGetValue(input, out var any) && !any);

    /// <summary>Whether a file is one of the inputs, or of their folders: writing to it would destroy it.</summary>
    public bool Contains(string path) => File.Exists(path) && RealPath.Of(path) is var real && inputs.Any(input =>
        File.Exists(input) ? RealPath.Of(input) == real
        : Directory.Exists(input) && names.Match(Path.GetFileName(real)) && real.StartsWith(RealPath.Of(input) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static bool MayBeAPipe(string input)
    {
        try
        {
            return input.Length > 0 && RegularFile.HasNoLength(input);
        }
        catch (IOException)
        {
            return false;                                                             // a link that goes round: a row with an error
        }
    }

    /// <summary>An image that is not there is a row with an error. What may have been a folder, a list or an archive ends the run, because nobody knows its rows.</summary>
    private static void Require(string input)
    {
        if (input == StandardInput) return;
        if (input.Length == 0) throw new FileNotFoundException("An input is empty text; expected a file, a folder or -.");
        if (input is "/dev/stdin" || input.StartsWith("/dev/fd/", StringComparison.Ordinal))
            throw new InvalidDataException($"'{input}' is no file; a list of paths on standard input is -.");
        if (!ImageFiles.Extensions.Contains(Extension(input)) && !IsThere(input)) throw new FileNotFoundException($"There is no file or folder '{input}'.", input);
        if (Extension(input) is ".gz" or ".tgz" or ".zip" && !Directory.Exists(input))
            throw new InvalidDataException($"'{input}' is compressed, and the images of an archive are read where they lie: unpack it first.");
    }

    /// <summary>Whether a path leads to something, by way of links too.</summary>
    private static bool IsThere(string path) => RealPath.Of(path) is var real && Path.Exists(real) && new FileInfo(real).LinkTarget is null;

    private IEnumerable<ImageEntry> Observed(string input, IEnumerable<ImageEntry> entries)
    {
        foreach (var entry in entries)
        {
            hasImages[input] = true;
            yield return entry;
        }
        hasImages.TryAdd(input, false);
    }

    private static string Extension(string input) => Path.GetExtension(input).ToLowerInvariant();

    private IEnumerable<ImageEntry> Entries(string input, CancellationToken cancellation)
    {
        if (input == StandardInput) return Paths(ReadList(ConsoleInput.Open, cancellation));   // not Console.In: on Windows that is not UTF-8
        if (Directory.Exists(input)) return FolderImages.List(input, names);
        return Extension(input) switch
        {
            ".txt" or ".lst" or ".list" => Paths(ReadList(() => File.OpenRead(input), cancellation)),
            ".csv" => Paths(PathTable.Read(input, column)),
            ".tar" => TarImages.List(input, names, limits),
            _ => [new(input)],
        };
    }

    private IEnumerable<ImageEntry> Paths(IEnumerable<string> paths) => paths.Select(path => new ImageEntry(folder is null ? path : Path.Combine(folder, path)));

    private IEnumerable<string> ReadList(Func<Stream> open, CancellationToken cancellation)
    {
        // A named pipe opens when its other end does.
        if (PathList.Await(open, cancellation) is not { } stream) yield break;
        using var reader = new StreamReader(stream, new UTF8Encoding(false));
        foreach (var path in PathList.Read(reader, isNull, cancellation)) yield return path;
    }
}

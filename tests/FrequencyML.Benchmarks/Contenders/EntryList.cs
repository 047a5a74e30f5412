using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>The contenders that are available here and the files that all of them can read.</summary>
/// <param name="Entries">Names and constructors.</param>
/// <param name="Files">What they are made for.</param>
internal sealed record EntryList(
    IReadOnlyList<(string Name, Func<IReadOnlyList<JpegFile>, IContender> Create)> Entries, IReadOnlyList<JpegFile> Files)
{
    /// <summary>Tries every contender on every file. One that is not available or fails on more than half of the files is left out; so is
    /// a file that another one fails on.</summary>
    /// <param name="files">The files of a set.</param>
    /// <param name="report">Is told what is left out, and why.</param>
    public static EntryList Check(IReadOnlyList<JpegFile> files, Action<string> report)
    {
        var failures = JpegContenders.All.Select(entry => (Entry: entry, Failed: Failures(entry.Create, files))).ToArray();
        foreach (var (entry, failed) in failures.Where(IsOut)) report($"{entry.Name} is left out: {failed.Values.First()}");
        var remaining = failures.Where(failure => !IsOut(failure)).ToArray();
        foreach (var (entry, failed) in remaining)
            foreach (var (file, error) in failed) report($"{Path.GetFileName(file.Path)} is left out: {entry.Name}: {error}");
        return new EntryList(
            [.. remaining.Select(failure => failure.Entry)],
            [.. files.Where(file => !remaining.Any(failure => failure.Failed.ContainsKey(file)))]);

        bool IsOut(((string Name, Func<IReadOnlyList<JpegFile>, IContender> Create) Entry, Dictionary<JpegFile, string> Failed) failure) =>
            2 * failure.Failed.Count > files.Count;
    }

    private static Dictionary<JpegFile, string> Failures(Func<IReadOnlyList<JpegFile>, IContender> create, IReadOnlyList<JpegFile> files)
    {
        var failures = new Dictionary<JpegFile, string>();
        foreach (var file in files)
        {
            try
            {
                var contender = create([file]);
                using (contender as IDisposable) contender.ReadAll();
            }
            catch (Exception error) when (error is not OutOfMemoryException)          // each library has its own exceptions for bad files
            {
                failures.Add(file, error.Message.Split('\n')[0]);
            }
        }
        return failures;
    }
}

namespace FrequencyML.Fuzzing.Targets;

/// <summary>A file for a reader that takes nothing else, written over for every input; gone with the process.</summary>
internal sealed class ScratchFile
{
    private const string Prefix = "frequencyml-fuzzing-";
    private static readonly Lazy<string> Folder = new(CreateFolder);

    private static int count;

    /// <param name="extension">With the dot.</param>
    public ScratchFile(string extension) => FullName = Path.Combine(Folder.Value, $"{Interlocked.Increment(ref count)}{extension}");

    public string FullName { get; }

    /// <summary>Makes the bytes all that the file holds.</summary>
    public void Write(ReadOnlySpan<byte> content) => File.WriteAllBytes(FullName, content);

    private static string CreateFolder()
    {
        // In memory where there is such a place: millions of inputs are written.
        const string memory = "/dev/shm";
        var parent = Directory.Exists(memory) ? memory : Path.GetTempPath();
        if (parent == memory)                                                         // what killed processes left there, as afl-fuzz ends its own
            foreach (var old in Directory.EnumerateDirectories(memory, Prefix + "*").Where(old => !Directory.Exists($"/proc/{Path.GetFileName(old)[Prefix.Length..]}")))
                Directory.Delete(old, recursive: true);
        var folder = Path.Combine(parent, $"{Prefix}{Environment.ProcessId}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }
}

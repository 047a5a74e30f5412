using FrequencyML.Dct;

namespace FrequencyML.Cli;

/// <summary>The command line's inputs: files, folders and <c>-</c> for a list of paths on standard input, one a line.</summary>
internal sealed class ImageInputs(IReadOnlyList<string> inputs, TextReader standardInput)
{
    private const string StandardInput = "-";

    /// <summary>The number of images; null when standard input is among the inputs.</summary>
    public long? Count() => inputs.Contains(StandardInput) ? null : inputs.Sum(input => Directory.Exists(input) ? ImageFiles.Enumerate(input).LongCount() : 1);

    /// <summary>The paths in the order of the inputs, listed as they are asked for; ends early when cancelled.</summary>
    public IEnumerable<string> Paths(CancellationToken cancellation) => inputs.SelectMany(input =>
        input == StandardInput ? ReadLines(cancellation)
        : Directory.Exists(input) ? ImageFiles.Enumerate(input)
        : [input]);

    private IEnumerable<string> ReadLines(CancellationToken cancellation)
    {
        while (ReadLine() is { } line)
            if (line.Length > 0) yield return line;

        // A blocked read can not be cancelled: it is left behind.
        string? ReadLine()
        {
            try
            {
                return Task.Run(standardInput.ReadLine, CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }
}

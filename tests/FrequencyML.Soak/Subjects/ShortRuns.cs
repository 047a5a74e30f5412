namespace FrequencyML.Soak.Subjects;

/// <summary>Runs of <c>frequencyml score</c> that end at once, each with the exit code and the output that the first of its kind had.</summary>
/// <param name="runs">The command lines, and what they have to end with.</param>
internal sealed class ShortRuns(IReadOnlyList<(string[] Arguments, int ExitCode)> runs)
{
    private readonly string?[] outputs = new string?[runs.Count];
    private int next;

    /// <summary>How many runs ended with which exit code.</summary>
    public SortedDictionary<int, int> ExitCodes { get; } = [];

    /// <summary>What was not as it should be.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Does the next one.</summary>
    public void Run()
    {
        var (arguments, expected) = runs[next];
        using var process = FrequencymlProcess.Start(arguments);
        process.StandardInput.Close();
        using var outputReader = process.StandardOutput;                              // Process.Dispose leaves open what was read
        using var errorReader = process.StandardError;
        var reading = errorReader.ReadToEndAsync();
        var output = outputReader.ReadToEnd();
        var messages = reading.Result;                                                // before its end, closing would leave the pipe to the read
        process.WaitForExit();
        ExitCodes[process.ExitCode] = ExitCodes.GetValueOrDefault(process.ExitCode) + 1;
        if (process.ExitCode != expected) Failures.Add($"'{string.Join(' ', arguments)}' ended with {process.ExitCode} in place of {expected}: {messages}");
        if (output != (outputs[next] ??= output)) Failures.Add($"'{string.Join(' ', arguments)}' gave other rows than at first");
        next = (next + 1) % runs.Count;
    }
}

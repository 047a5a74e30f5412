namespace FrequencyML.Fuzzing.Campaigns;

/// <summary>What no documentation of a target allows.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Kind">An exception with the place that threw it, <c>hang</c>, <c>allocation</c> or <c>growth</c>: one finding is kept of each.</param>
/// <param name="Index">The number of the first input that showed it, from which it can be made again; -1 for growth.</param>
/// <param name="Input">That input, made small where that could be done; empty for growth.</param>
/// <param name="Detail">The message and the stack, or the figures.</param>
internal sealed record Finding(string Target, string Kind, long Index, byte[] Input, string Detail)
{
    /// <summary>Writes the input and what happened into a folder.</summary>
    public void Save(string folder)
    {
        var name = string.Concat($"{Kind}-{Index}".Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Target)).FullName, name[..Math.Min(name.Length, 120)]);
        File.WriteAllBytes($"{path}.bin", Input);
        File.WriteAllText($"{path}.txt", $"{Target}, input {Index}: {Kind}\n{Detail}\n");
    }
}

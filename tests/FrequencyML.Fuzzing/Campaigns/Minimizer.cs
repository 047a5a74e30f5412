namespace FrequencyML.Fuzzing.Campaigns;

/// <summary>Makes an input small that shows something.</summary>
/// <remarks>Source: Zeller, Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002), without its complements.</remarks>
internal static class Minimizer
{
    /// <summary>Leaves out blocks, large ones first, and then makes bytes zero, as long as the input shows the same.</summary>
    /// <param name="input">An input that shows it.</param>
    /// <param name="shows">Whether another one does.</param>
    /// <param name="tries">How many are asked about at most.</param>
    public static byte[] Minimize(byte[] input, Func<byte[], bool> shows, int tries = 5000)
    {
        for (var size = Math.Max(1, input.Length / 2); size >= 1; size /= 2)
        {
            for (var start = 0; start < input.Length;)
            {
                if (tries-- == 0) return input;
                byte[] shorter = [.. input.AsSpan(0, start), .. input.AsSpan(Math.Min(input.Length, start + size))];
                if (shows(shorter)) input = shorter;
                else start += size;
            }
        }
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] == 0) continue;
            if (tries-- == 0) return input;
            byte[] plainer = [.. input];
            plainer[i] = 0;
            if (shows(plainer)) input = plainer;
        }
        return input;
    }
}

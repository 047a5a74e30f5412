namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>Random sequences of scans that code an image completely.</summary>
internal static class ScanScript
{
    /// <summary>All components in random order, interleaved in random groups.</summary>
    public static IEnumerable<CodedScan> Sequential(CodedImage image, Random random)
    {
        var components = Enumerable.Range(0, image.Components.Count).ToArray();
        random.Shuffle(components);
        for (var start = 0; start < components.Length;)
        {
            var count = random.Next(1, components.Length - start + 1);
            yield return new CodedScan(components[start..(start + count)]) { RestartInterval = RestartInterval(random) };
            start += count;
        }
    }

    /// <summary>
    /// A random progression: DC first, then any band of coefficients whose bits are as far, to any first or the next bit, until all bits of
    /// all coefficients are coded.
    /// </summary>
    public static IEnumerable<CodedScan> Progressive(CodedImage image, Random random)
    {
        const int NotCoded = -1;
        var low = new int[image.Components.Count, 64];
        for (var i = 0; i < low.Length; i++) low[i / 64, i % 64] = NotCoded;
        while (true)
        {
            var open = Enumerable.Range(0, low.Length)
                .Where(i => low[i / 64, i % 64] != 0 && (i % 64 == 0 || low[i / 64, 0] != NotCoded)).ToArray();
            if (open.Length == 0) yield break;
            int pick = open[random.Next(open.Length)], component = pick / 64, start = pick % 64, end = start, level = low[component, start];
            int next = level == NotCoded ? random.Next(4) : level - 1, high = level == NotCoded ? 0 : level;
            int[] components = [component];
            if (start == 0)
            {
                // All components, or those that are chosen, which are as far.
                components = [.. Enumerable.Range(0, image.Components.Count)
                    .Where(other => other == component || low[other, 0] == level && random.Next(4) > 0)];
                random.Shuffle(components);
            }
            else
            {
                while (start > 1 && low[component, start - 1] == level && random.Next(16) > 0) start--;
                while (end < 63 && low[component, end + 1] == level && random.Next(32) > 0) end++;
            }
            foreach (var coded in components)
                for (var k = start; k <= end; k++) low[coded, k] = next;
            yield return new CodedScan(components)
            {
                SpectralStart = start,
                SpectralEnd = end,
                ApproximationHigh = high,
                ApproximationLow = next,
                RestartInterval = RestartInterval(random),
            };
        }
    }

    private static int RestartInterval(Random random) => random.Next(2) == 0 ? 0 : random.Next(1, 20);
}

namespace FrequencyML.Benchmarks.Photographs;

/// <summary>The generated sets, rendered and encoded once and kept in the temporary folder.</summary>
/// <remarks>
/// Tuned to photographs: 292 of Imagenette, cropped by 4 pixels so that their first compression's blocks are not met again, have at quality
/// 90 and 4:2:0 2.73 +- 0.72 bits per pixel and 23.3 coefficients other than 0 in a block's luma AC, 4.9 in its chroma; set 420 has
/// 2.73 +- 0.63, 24.2 and 4.6. At 4:4:4 they have 3.28 bits per pixel, set 444 3.26.
/// </remarks>
internal static class PhotographSets
{
    /// <summary>How many files a set of small images has.</summary>
    public const int SmallCount = 40;

    /// <summary>Names the files; another one is needed when anything that changes them changes.</summary>
    private const string Version = "1";

    private static readonly Recipe[] Recipes =
    [
        new("420", JpegCoding.Subsampled, 500, 375, SmallCount, SmallestRadius: 2f),
        new("444", JpegCoding.FullChroma, 500, 375, SmallCount, SmallestRadius: 2f),
        new("422", JpegCoding.HalfWidthChroma, 500, 375, SmallCount, SmallestRadius: 2f),
        new("440", JpegCoding.HalfHeightChroma, 500, 375, SmallCount, SmallestRadius: 2f),
        new("progressive", JpegCoding.Progressive, 500, 375, SmallCount, SmallestRadius: 2f),
        new("12MP", JpegCoding.Subsampled, 4000, 3000, 4, SmallestRadius: 1.5f),
    ];

    /// <summary>The sets whose speed is measured.</summary>
    public static readonly string[] Measured = ["420", "444", "progressive", "12MP"];

    /// <summary>The sets of one size that differ in how chroma is sampled.</summary>
    public static readonly string[] Samplings = ["444", "422", "440", "420"];

    /// <summary>The size and the coding of a set.</summary>
    public static string Describe(string name)
    {
        var recipe = Recipes.Single(recipe => recipe.Name == name);
        return $"{recipe.Width}x{recipe.Height}, " + recipe.Coding switch
        {
            JpegCoding.FullChroma => "4:4:4",
            JpegCoding.HalfWidthChroma => "4:2:2",
            JpegCoding.HalfHeightChroma => "4:4:0",
            JpegCoding.Progressive => "4:2:0 progressive",
            _ => "4:2:0",
        };
    }

    /// <summary>Those of some sets that can be encoded here.</summary>
    /// <param name="names">In the order of results.</param>
    /// <param name="report">Is told which are left out, and why.</param>
    public static IEnumerable<PhotographSet> Available(IEnumerable<string> names, Action<string> report)
    {
        foreach (var name in names)
        {
            if (JpegEncoder.Supports(Recipes.Single(recipe => recipe.Name == name).Coding)) yield return Get(name);
            else report($"Set {name} is left out: there is no cjpeg (libjpeg-turbo-progs).");
        }
    }

    /// <summary>The set of a name, generated where that has not been done.</summary>
    /// <exception cref="NotSupportedException">The set cannot be encoded here.</exception>
    public static PhotographSet Get(string name)
    {
        var recipe = Recipes.Single(recipe => recipe.Name == name);
        if (!JpegEncoder.Supports(recipe.Coding)) throw new NotSupportedException($"Set {name} needs cjpeg (libjpeg-turbo-progs).");
        var encoder = JpegEncoder.HasCjpeg ? "cjpeg" : "skia";
        var parent = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"frequencyml-photographs-{Version}-{encoder}")).FullName;
        var folder = Path.Combine(parent, name);
        if (!Directory.Exists(folder)) Generate(recipe, parent, folder);
        return new PhotographSet(name, [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(JpegFile.Read)]);
    }

    private static void Generate(Recipe recipe, string parent, string folder)
    {
        var unfinished = Directory.CreateDirectory(Path.Combine(parent, $"{recipe.Name}-{Guid.NewGuid():N}")).FullName;
        Parallel.For(0, recipe.Count, seed =>
        {
            var rgb = Photograph.Render(recipe.Width, recipe.Height, recipe.SmallestRadius, seed);
            JpegEncoder.Write(rgb, recipe.Width, recipe.Height, recipe.Coding, Path.Combine(unfinished, $"{seed:D2}.jpg"));
        });
        Directory.Move(unfinished, folder);
    }

    private sealed record Recipe(string Name, JpegCoding Coding, int Width, int Height, int Count, float SmallestRadius);
}

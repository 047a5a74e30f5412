using System.Text.Json;
using FrequencyML.Training.Data;

namespace FrequencyML.Training.Textures;

/// <summary>A folder of rendered textures: <c>label/seed-index.jpg</c> and a manifest of how they were made.</summary>
internal static class TextureSet
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Renders a set; an image depends only on its class, the seed and its index.</summary>
    /// <param name="folder">Created where missing; files of the same name are replaced.</param>
    /// <param name="perClass">Images of each class, at least 1.</param>
    /// <param name="seed">Equal seeds give equal images.</param>
    /// <returns>The number of images written.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="perClass"/> is less than 1.</exception>
    public static int Write(string folder, int perClass, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        var labels = TextureRenderer.Labels;
        foreach (var label in labels) Directory.CreateDirectory(Path.Combine(folder, label));
        ImageDecoding.For(labels.Count * perClass, image =>
        {
            var (label, index) = (image % labels.Count, image / labels.Count);
            var path = Path.Combine(folder, labels[label], FormattableString.Invariant($"{seed}-{index:D4}.jpg"));
            File.WriteAllBytes(path, TextureRenderer.RenderJpeg(label, seed, index));
        });
        var manifest = new
        {
            command = FormattableString.Invariant($"frequencyml-train generate --per-class {perClass} --seed {seed} --output FOLDER"),
            seed,
            per_class = perClass,
            labels,
        };
        File.WriteAllText(Path.Combine(folder, "manifest.json"), JsonSerializer.Serialize(manifest, Json) + "\n");
        return labels.Count * perClass;
    }
}

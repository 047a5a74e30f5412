using System.Collections.Concurrent;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Documentation.Tests;

/// <summary>Folders that have what the pages speak of, one a page: the samples and models at their places, photographs, and a model of one's own.</summary>
[SetUpFixture]
public sealed class Workspace
{
    private static readonly ConcurrentDictionary<string, TemporaryFolder> Folders = new();

    /// <summary>The folder of a page, which its commands find as those before them left it.</summary>
    public static string Of(string document) => Folders.GetOrAdd(document, _ => Create()).Path;

    [OneTimeTearDown]
    public void Remove()
    {
        foreach (var folder in Folders.Values) folder.Dispose();
    }

    private static TemporaryFolder Create()
    {
        var folder = new TemporaryFolder();
        var samples = Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        foreach (var file in Directory.GetFiles(Repository.PathOf("data"), "*", SearchOption.AllDirectories)) Copy(file, Path.GetRelativePath(Repository.Root, file));
        foreach (var file in Directory.GetFiles(Repository.PathOf("Models", "weights"), "*.onnx")) Copy(file, Path.GetRelativePath(Repository.Root, file));
        for (var i = 0; i < samples.Length; i++)
        {
            var inClass = Path.Combine(Path.GetFileName(Path.GetDirectoryName(samples[i]))!, Path.GetFileName(samples[i]));
            Copy(samples[i], Path.Combine(i % 4 == 0 ? "imagenette/val" : "imagenette/train", inClass));
            if (i % 10 == 0) Copy(samples[i], Path.Combine("images", inClass));
            if (i % 10 == 0) Copy(samples[i], Path.Combine("photos", inClass));
        }
        Copy(samples[0], "photo.jpg");
        Copy(Repository.PathOf("Models", "weights", "textures.onnx"), "model.onnx");
        return folder;

        void Copy(string source, string name) => folder.Write(name, File.ReadAllBytes(source));
    }
}

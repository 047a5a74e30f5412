using FrequencyML.Tests.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Textures;
using NUnit.Framework;

namespace FrequencyML.Training.Tests;

/// <summary>Two images of each of 10 classes, rendered once for all tests, which only read them.</summary>
[SetUpFixture]
public sealed class Textures
{
    private static readonly Lazy<TemporaryFolder> Folder = new(() =>
    {
        var folder = new TemporaryFolder();
        TextureSet.Write(folder.Path, perClass: 2, seed: 11);
        return folder;
    });

    internal static LabelledImages Images => LabelledImages.Read(Folder.Value.Path);

    [OneTimeTearDown]
    public void Remove()
    {
        if (Folder.IsValueCreated) Folder.Value.Dispose();
    }
}

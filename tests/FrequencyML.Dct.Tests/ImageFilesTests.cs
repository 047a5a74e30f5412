using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class ImageFilesTests
{
    [Test]
    public void Enumerate_FolderTree_ListsImagesInOrderFilesFirst()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "b.jpg", "a.PNG", "z.txt", "sub/c.webp", "sub/deep/d.gif", "another/e.jpeg" }) folder.Write(name, [1]);
        string[] expected = ["a.PNG", "b.jpg", "another/e.jpeg", "sub/c.webp", "sub/deep/d.gif"];
        Assert.That(ImageFiles.Enumerate(folder.Path).Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/')), Is.EqualTo(expected));
    }

    [Test]
    public void Enumerate_LinkToAFolderAbove_IsNotFollowed()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Links need a privilege on Windows.");
        using var folder = new TemporaryFolder();
        folder.Write("sub/a.jpg", [1]);
        Directory.CreateSymbolicLink(folder["sub/up"], folder.Path);
        Assert.That(ImageFiles.Enumerate(folder.Path).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Enumerate_MissingFolder_Throws() =>
        Assert.That(() => ImageFiles.Enumerate("no-such-folder").Count(), Throws.InstanceOf<IOException>().With.Message.Contains("no-such-folder"));
}

using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed partial class ImageFilesTests
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
    public void ReadAllBytes_LinkToAPipe_IsRefusedWithoutWaiting()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no named pipes among its files.");
        using var folder = new TemporaryFolder();
        using (var make = System.Diagnostics.Process.Start("mkfifo", folder["pipe"])) make.WaitForExit();
        File.CreateSymbolicLink(folder["link"], folder["pipe"]);
        File.CreateSymbolicLink(folder["link.jpg"], "link");
        var read = Task.Run(() => ImageFiles.ReadAllBytes(folder["link.jpg"]));
        Assert.That(() => read.WaitAsync(TimeSpan.FromSeconds(30)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no regular file"));
        File.CreateSymbolicLink(folder["file.jpg"], folder.Write("file", [1, 2, 3]));
        Assert.That(ImageFiles.ReadAllBytes(folder["file.jpg"]), Is.EqualTo(new byte[] { 1, 2, 3 }));
        File.CreateSymbolicLink(folder["round.jpg"], folder["round.jpg"]);
        Assert.That(() => ImageFiles.ReadAllBytes(folder["round.jpg"]), Throws.InstanceOf<IOException>());
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

    [Test]
    public void Extensions_FilesOfEach_AreEnumeratedInAnyCase()
    {
        using var folder = new TemporaryFolder();
        Assert.That(ImageFiles.Extensions, Is.EquivalentTo([".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif"]));
        foreach (var extension in ImageFiles.Extensions) folder.Write($"a{extension.ToUpperInvariant()}", [1]);
        Assert.That(ImageFiles.Enumerate(folder.Path).Count(), Is.EqualTo(ImageFiles.Extensions.Count));
    }

    [Test]
    public void ReadAllBytes_FileWithinTheLimits_GivesItsBytes()
    {
        using var folder = new TemporaryFolder();
        byte[] content = [1, 2, 3, 4, 5];
        var path = folder.Write("a.jpg", content);
        Assert.That(ImageFiles.ReadAllBytes(path), Is.EqualTo(content));
        Assert.That(ImageFiles.ReadAllBytes(path, InputLimits.Default with { MaxFileLength = 5 }), Is.EqualTo(content));
    }

    [Test]
    public void ReadAllBytes_WhatIsNoImageFile_ThrowsSayingWhat()
    {
        using var folder = new TemporaryFolder();
        string empty = folder.Write("empty.jpg", []), five = folder.Write("five.jpg", [1, 2, 3, 4, 5]);
        Assert.That(() => ImageFiles.ReadAllBytes(""), Throws.ArgumentException);
        Assert.That(() => ImageFiles.ReadAllBytes(folder["missing.jpg"]), Throws.InstanceOf<IOException>().With.Message.Contains("missing.jpg"));
        Assert.That(() => ImageFiles.ReadAllBytes(folder.Path), Throws.InstanceOf<IOException>().With.Message.Contains("is a folder"));
        Assert.That(() => ImageFiles.ReadAllBytes(empty), Throws.TypeOf<InvalidDataException>().With.Message.Contains("empty"));
        Assert.That(() => ImageFiles.ReadAllBytes(five, InputLimits.Default with { MaxFileLength = 4 }),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("5 bytes; the limit is 4"));
    }
}

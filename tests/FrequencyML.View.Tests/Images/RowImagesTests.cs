using System.Diagnostics;
using System.Formats.Tar;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Images;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Images;

public sealed class RowImagesTests
{
    private readonly RowImages images = new();
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Read_File_GivesItsBytesAsTheyAreNow()
    {
        var path = folder.Write("a.jpg", [1, 2, 3]);
        Assert.That(images.Read(path).ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        File.WriteAllBytes(path, [4]);
        Assert.That(images.Read(path).ToArray(), Is.EqualTo(new byte[] { 4 }), "nothing is held");
    }

    [Test]
    public void Read_Member_GivesItsBytes()
    {
        byte[] large = [.. Enumerable.Range(0, 2000).Select(i => (byte)i)];
        var archive = Archive("shard.tar", ("000.jpg", [1, 2]), ("sub/001.png", large), ("./002.jpg", [3]), ("notes.txt", [5]));
        Assert.That(images.Read($"{archive}/000.jpg").ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(images.Read($"{archive}/sub/001.png").ToArray(), Is.EqualTo(large));
        Assert.That(images.Read($"{archive}/002.jpg").ToArray(), Is.EqualTo(new byte[] { 3 }), "as score lists it");
        Assert.That(images.Read($"{archive}/notes.txt").ToArray(), Is.EqualTo(new byte[] { 5 }), "a row names it, whatever its extension");
    }

    [Test]
    public void Read_ArchiveThatHasGrown_IsListedAgain()
    {
        var archive = Archive("shard.tar", ("000.jpg", [1]));
        Assert.That(() => images.Read($"{archive}/001.jpg"), Throws.TypeOf<FileNotFoundException>());
        Archive("shard.tar", ("000.jpg", [2]), ("001.jpg", [3]));
        Assert.That(images.Read($"{archive}/001.jpg").ToArray(), Is.EqualTo(new byte[] { 3 }));
        Assert.That(images.Read($"{archive}/000.jpg").ToArray(), Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public void Read_MemberOfAnArchiveInOtherCase_GivesItsBytes() =>
        Assert.That(images.Read($"{Archive("SHARD.TAR", ("000.jpg", [1]))}/000.jpg").ToArray(), Is.EqualTo(new byte[] { 1 }));

    [Test]
    public void Read_FolderThatIsNamedLikeAnArchive_IsAFolder()
    {
        folder.Write("a.tar/b.jpg", [7]);
        var archive = Archive("a.tar/b.tar", ("c.jpg", [8]));
        Assert.That(images.Read(folder["a.tar/b.jpg"]).ToArray(), Is.EqualTo(new byte[] { 7 }));
        Assert.That(images.Read($"{archive}/c.jpg").ToArray(), Is.EqualTo(new byte[] { 8 }));
    }

    [Test]
    public void Read_MemberTwice_IsRefused() =>
        Assert.That(() => images.Read($"{Archive("shard.tar", ("a.jpg", [1]), ("a.jpg", [2]))}/a.jpg"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("has 2 members of this name"));

    [TestCase("b.jpg"), TestCase("sub/../a.jpg"), TestCase("../other.jpg"), TestCase(""), TestCase("A.JPG")]
    public void Read_MissingMember_IsNotFound(string name)
    {
        folder.Write("other.jpg", [9]);
        var archive = Archive("shard.tar", ("a.jpg", [1]));
        Assert.That(() => images.Read($"{archive}/{name}"), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("shard.tar' has no such member"));
    }

    [Test]
    public void Read_MemberBehindDamage_SaysThatTheArchiveCannotBeRead()
    {
        var archive = Archive("shard.tar", ("a.jpg", [1]), ("b.jpg", [2]));
        folder.Write("cut.tar", File.ReadAllBytes(archive)[..1300]);
        Assert.That(images.Read(folder["cut.tar/a.jpg"]).ToArray(), Is.EqualTo(new byte[] { 1 }));
        Assert.That(() => images.Read(folder["cut.tar/b.jpg"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("The archive cannot be read further"));
    }

    [TestCase(TarEntryType.SymbolicLink), TestCase(TarEntryType.HardLink)]
    public void Read_MemberThatIsALink_IsNotFollowed(TarEntryType type)
    {
        using (var stream = File.Create(folder["links.tar"]))
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar))
            writer.WriteEntry(new UstarTarEntry(type, "a.jpg") { LinkName = folder.Write("secret.jpg", [1]) });
        Assert.That(() => images.Read(folder["links.tar/a.jpg"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("links in archives are not followed"));
    }

    [Test]
    public void Read_MissingFile_IsNotFound() => Assert.That(() => images.Read(folder["none.jpg"]), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("none.jpg"));

    [Test]
    public void Read_MissingArchive_IsNotFound() => Assert.That(() => images.Read(folder["none.tar/a.jpg"]), Throws.InstanceOf<IOException>().With.Message.Contains("none.tar"));

    [TestCase(""), TestCase("a\0.jpg"), TestCase("\0"), TestCase("shard.tar/\0")]
    public void Read_NoPath_IsNotFound(string path) => Assert.That(() => images.Read(path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("no path of a file"));

    [Test]
    public void Read_Folder_IsNotFound() => Assert.That(() => images.Read(folder.Path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("is a folder"));

    [Test]
    public void Read_EmptyFile_IsRefused() => Assert.That(() => images.Read(folder.Write("a.jpg", [])), Throws.TypeOf<InvalidDataException>().With.Message.Contains("empty"));

    [Test, Platform(Exclude = "Win", Reason = "Named pipes are no files there.")]
    public void Read_Pipe_IsRefusedWithoutWaiting()
    {
        using (var make = Process.Start("mkfifo", [folder["pipe.jpg"], folder["pipe.tar"]])) make.WaitForExit();
        Assert.That(() => images.Read(folder["pipe.jpg"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no regular file"));
        Assert.That(() => images.Read(folder["pipe.tar/a.jpg"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no regular file"));
    }

    private string Archive(string name, params (string Name, byte[] Content)[] members)
    {
        using var stream = File.Create(folder[name]);
        using var writer = new TarWriter(stream, TarEntryFormat.Ustar);
        foreach (var member in members) writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, member.Name) { DataStream = new MemoryStream(member.Content) });
        return folder[name];
    }
}

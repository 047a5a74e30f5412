using System.Formats.Tar;
using System.Runtime.Versioning;
using FrequencyML.Dct;
using FrequencyML.Scoring.Inputs;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Inputs;

public sealed class ImageInputsTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Entries_Folder_AreThoseOfTheLibrary()
    {
        foreach (var name in new[] { "b.jpg", "a.PNG", "note.txt", "z/1.jpg", "c/2.webp", "c/d/3.gif", "Z.bmp" }) folder.Write(name, [1]);
        Assert.That(Paths([folder.Path]), Is.EqualTo(ImageFiles.Enumerate(folder.Path)));
        Assert.That(Paths([folder.Path + "/"]), Is.EqualTo(ImageFiles.Enumerate(folder.Path + "/")));
    }

    [Test]
    public void Entries_Pattern_ReplacesTheExtensions()
    {
        foreach (var name in new[] { "a.jpg", "b.png", "scan-1.dat", "c/scan-2.dat", "c/other.dat" }) folder.Write(name, [1]);
        Assert.That(Paths([folder.Path], ["scan-?.*", "*.PNG"]), Is.EqualTo(new[] { folder["b.png"], folder["scan-1.dat"], folder["c/scan-2.dat"] }));
    }

    [Test, Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void Entries_OddMembersOfAFolder_AreEntriesOnce()
    {
        folder.Write("real.jpg", [1]);
        File.CreateSymbolicLink(folder["broken.jpg"], folder["nowhere"]);
        folder.Write("folder.jpg/inside.png", [1]);
        Directory.CreateSymbolicLink(folder["up"], folder.Path);
        Assert.That(Paths([folder.Path]), Is.EqualTo(new[] { folder["broken.jpg"], folder["folder.jpg"], folder["real.jpg"], folder["folder.jpg/inside.png"] }));
    }

    [Test, Platform(Exclude = "Win", Reason = "Permissions differ."), UnsupportedOSPlatform("windows")]
    public void Entries_FolderThatCannotBeListed_IsOneEntryWithAnError()
    {
        if (Environment.IsPrivilegedProcess) Assert.Ignore("The superuser may list every folder.");
        folder.Write("a.jpg", [1]);
        folder.Write("closed/b.jpg", [1]);
        File.SetUnixFileMode(folder["closed"], UnixFileMode.None);
        try
        {
            var entries = Entries([folder.Path]);
            Assert.That(entries.Select(entry => entry.Path), Is.EqualTo(new[] { folder["a.jpg"], folder["closed"] }));
            Assert.That(entries[1].Error, Does.Contain("cannot be listed"));
        }
        finally
        {
            File.SetUnixFileMode(folder["closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public void Entries_Lists_AreReadByTheirExtension()
    {
        File.WriteAllText(folder["l.txt"], "a.jpg\nb.jpg\n");
        File.WriteAllText(folder["l.lst"], "c.jpg");
        File.WriteAllText(folder["t.csv"], "id,path,note\n1,\"d, e.jpg\",x\n2,\"line\nbreak.jpg\",\n3,,\n");
        Assert.That(Paths([folder["l.txt"], "x.jpg", folder["l.lst"], folder["t.csv"]]),
            Is.EqualTo(new[] { "a.jpg", "b.jpg", "x.jpg", "c.jpg", "d, e.jpg", "line\nbreak.jpg", "" }));
    }

    [Test]
    public void Entries_TableWithoutTheColumn_SaysWhatItHas()
    {
        File.WriteAllText(folder["t.csv"], "id,file\n1,a.jpg\n");
        Assert.That(Paths([folder["t.csv"]], column: "file"), Is.EqualTo(new[] { "a.jpg" }));
        Assert.That(() => Paths([folder["t.csv"]]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("has no column 'path'; it has id, file"));
        File.WriteAllText(folder["t.csv"], "id,path\n1,\"a.jpg\n");
        Assert.That(() => Paths([folder["t.csv"]]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("is no CSV"));
        File.WriteAllText(folder["t.csv"], "");
        Assert.That(() => Paths([folder["t.csv"]]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("expected a header line"));
        File.WriteAllText(folder["t.csv"], "path\na;b.jpg\n");
        Assert.That(Paths([folder["t.csv"]]), Is.EqualTo(new[] { "a;b.jpg" }), "the separator is not guessed");
    }

    [Test]
    public void Entries_MissingListOrArchive_IsAnErrorOfTheRun()
    {
        foreach (var name in new[] { "none.txt", "none.csv", "none.tar" })
            Assert.That(() => Paths([folder[name]]), Throws.TypeOf<FileNotFoundException>().With.Message.Contains(name));
    }

    [TestCase(TarEntryFormat.Ustar), TestCase(TarEntryFormat.Gnu), TestCase(TarEntryFormat.Pax), TestCase(TarEntryFormat.V7)]
    public void Entries_Archive_GiveTheBytesOfItsImages(TarEntryFormat format)
    {
        var longName = format switch
        {
            TarEntryFormat.Gnu => new string('n', 300) + "ü\n.jpg",
            TarEntryFormat.Pax => new string('n', 300) + "ü.jpg",                      // .NET reads no newline in a pax attribute
            _ => "ü.jpg",
        };
        using (var stream = File.Create(folder["shard.tar"]))
        using (var writer = new TarWriter(stream, format))
        {
            Add(writer, format, "000.jpg", [1, 2, 3]);
            Add(writer, format, "000.cls", "7"u8.ToArray());
            Add(writer, format, "./sub/001.png", [.. Enumerable.Range(0, 700).Select(i => (byte)i)]);
            Add(writer, format, longName, [9]);
            Add(writer, format, "empty.jpg", []);
        }
        var entries = Entries([folder["shard.tar"]]);
        Assert.That(entries.Select(entry => entry.Path), Is.EqualTo(new[] { "000.jpg", "sub/001.png", longName, "empty.jpg" }.Select(name => $"{folder["shard.tar"]}/{name}")));
        Assert.That(entries.Select(entry => entry.ToSource(InputLimits.Default).Read!().ToArray()), Is.EqualTo(new byte[][]
        {
            [1, 2, 3], [.. Enumerable.Range(0, 700).Select(i => (byte)i)], [9], [],
        }));
    }

    [Test]
    public void Entries_DamagedArchive_GivesWhatIsBeforeAndOneError()
    {
        using (var stream = File.Create(folder["shard.tar"]))
        {
            using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true)) Add(writer, TarEntryFormat.Ustar, "000.jpg", [1, 2, 3]);
            stream.SetLength(1024);                                                   // without the two blocks of zeros at the end
            stream.Write([.. Enumerable.Repeat((byte)0xAB, 512)]);
        }
        var entries = Entries([folder["shard.tar"], folder.Write("empty.tar", []), "a.jpg"]);
        Assert.That(entries.Select(entry => entry.Path), Is.EqualTo(new[] { folder["shard.tar"] + "/000.jpg", folder["shard.tar"], folder["empty.tar"], "a.jpg" }));
        Assert.That(entries.Select(entry => entry.Error is not null), Is.EqualTo(new[] { false, true, true, false }));
        Assert.That(() => entries[1].ToSource(InputLimits.Default).Read!(), Throws.TypeOf<InvalidDataException>().With.Message.Contains("cannot be read further"));
    }

    [Test]
    public void Entries_HeaderThatBreaksTheReader_IsOneError()
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, TarEntryFormat.Gnu, leaveOpen: true))
        {
            Add(writer, TarEntryFormat.Gnu, "000.jpg", [1]);
            Add(writer, TarEntryFormat.Gnu, "001.jpg", [2]);
        }
        (int Offset, byte[] Bytes)[] damages = [(124, [0x80, 0x7F, .. Enumerable.Repeat((byte)0xFF, 10)]), (136, [0x80, 0x7F, 0x7F, .. new byte[9]]), (156, "S"u8.ToArray())];
        foreach (var (offset, bytes) in damages)
        {
            var tar = memory.ToArray();
            bytes.CopyTo(tar, 1024 + offset);                                         // size, time, sparse file
            WriteSum(tar.AsSpan(1024, 512));
            var entries = Entries([folder.Write("shard.tar", tar), "a.jpg"]);
            Assert.That(entries.Select(entry => entry.Error is not null), Is.EqualTo(new[] { false, true, false }), $"{offset}: {entries[1].Error}");
        }
    }

    [Test]
    public void ToSource_MemberThatPromisesMoreThanThereIs_TakesNoMemoryForIt()
    {
        var path = folder.Write("shard.tar", [1, 2, 3, 4]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(new ImageEntry("a.jpg") { Archive = path, Offset = 1, Length = 200 << 20 }.ToSource(InputLimits.Default).Read!().ToArray(), Is.EqualTo(new byte[] { 2, 3, 4 }));
        Assert.That(new ImageEntry("a.jpg") { Archive = path, Offset = 10, Length = 200 << 20 }.ToSource(InputLimits.Default).Read!().ToArray(), Is.Empty);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Entries_ArchiveWithoutEndOrWithMoreAfterIt_SaysSo()
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, TarEntryFormat.Ustar, leaveOpen: true)) Add(writer, TarEntryFormat.Ustar, "000.jpg", [1]);
        var tar = memory.ToArray();
        Assert.That(Entries([folder.Write("whole.tar", tar)]), Has.Length.EqualTo(1));
        Assert.That(Entries([folder.Write("padded.tar", [.. tar, .. new byte[9000]])]), Has.Length.EqualTo(1));
        Assert.That(Entries([folder.Write("cut.tar", tar[..1024])])[1].Error, Does.Contain("may have been cut off"));
        Assert.That(Entries([folder.Write("joined.tar", [.. tar, .. tar])])[1].Error, Does.Contain("More follows after its end"));
    }

    [Test]
    public void Entries_LinksInArchives_AreErrors()
    {
        using (var stream = File.Create(folder["links.tar"]))
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar))
        {
            Add(writer, TarEntryFormat.Ustar, "a.jpg", [1]);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.HardLink, "hard.jpg") { LinkName = "a.jpg" });
            writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "soft.jpg") { LinkName = "a.jpg" });
            writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "folder.jpg"));
        }
        Assert.That(Entries([folder["links.tar"]]).Select(entry => entry.Error?.Contains("is a link to 'a.jpg'", StringComparison.Ordinal)), Is.EqualTo(new bool?[] { null, true, true }));
    }

    [TestCase("/etc/a.jpg"), TestCase("../a.jpg"), TestCase("sub/../../a.jpg"), TestCase("sub\\..\\a.jpg"), TestCase("./../a.jpg")]
    public void Entries_NameThatLeadsOutOfTheArchive_IsAnError(string name)
    {
        using (var stream = File.Create(folder["shard.tar"]))
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar))
        {
            Add(writer, TarEntryFormat.Ustar, name, [1]);
            Add(writer, TarEntryFormat.Ustar, "a..b/..c.jpg", [2]);
        }
        Assert.That(Entries([folder["shard.tar"]]).Select(entry => entry.Error), Is.EqualTo(new[] { "The member's name leads out of the archive; expected a path below it.", null }));
    }

    [Test]
    public void Entries_ArchiveInAnArchive_IsNoImage()
    {
        var inner = new MemoryStream();
        using (var writer = new TarWriter(inner, TarEntryFormat.Ustar, leaveOpen: true)) Add(writer, TarEntryFormat.Ustar, "a.jpg", [1]);
        using (var stream = File.Create(folder["outer.tar"]))
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar)) Add(writer, TarEntryFormat.Ustar, "inner.tar", inner.ToArray());
        Assert.That(Entries([folder["outer.tar"]]), Is.Empty);
    }

    [TestCase(3, false), TestCase(2, true)]
    public void Entries_MaxArchiveEntries_IsInclusive(int limit, bool ends)
    {
        using (var stream = File.Create(folder["shard.tar"]))
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar))
            foreach (var name in new[] { "a.jpg", "readme.txt", "b.jpg" }) Add(writer, TarEntryFormat.Ustar, name, [1]);
        var entries = Entries([folder["shard.tar"], "c.jpg"], limits: new() { MaxArchiveEntries = limit });
        Assert.That(entries.Select(entry => entry.Error), Is.EqualTo(new[] { null, ends ? $"The archive cannot be read further: It has more members than {limit} (MaxArchiveEntries)." : null, null }));
    }

    [TestCase(TarEntryFormat.Gnu), TestCase(TarEntryFormat.Pax)]
    public void Entries_MaxMetadataLength_HoldsForNamesAndAttributes(TarEntryFormat format)
    {
        using (var stream = File.Create(folder["shard.tar"]))
        using (var writer = new TarWriter(stream, format)) Add(writer, format, new string('n', 3000) + ".jpg", [1]);
        Assert.That(Entries([folder["shard.tar"]], limits: new() { MaxMetadataLength = 4000 }).Single().Error, Is.Null);
        Assert.That(Entries([folder["shard.tar"]], limits: new() { MaxMetadataLength = 2999 }).Single().Error, Does.Contain("the limit is 2999 (MaxMetadataLength)"));
    }

    // Octal and, with the first bit set, binary: 2 GB of attributes in an archive of 1 kB.
    [TestCase('x', "20000000000\0"), TestCase('g', "20000000000\0"), TestCase('L', "\u0080\0\0\0\0\0\0\0\u0080\0\0\0"), TestCase('K', "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")]
    public void Entries_HeaderThatPromisesGigabytes_AllocatesNone(char type, string size)
    {
        var tar = new byte[1024];
        "name"u8.CopyTo(tar);
        System.Text.Encoding.Latin1.GetBytes(size).CopyTo(tar, 124);
        tar[156] = (byte)type;
        "ustar\0\u0030\u0030"u8.CopyTo(tar.AsSpan(257));
        WriteSum(tar.AsSpan(0, 512));
        var path = folder.Write("bomb.tar", tar);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Entries([path]).Single().Error, Does.Contain("(MaxMetadataLength)"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(256 << 10));
    }

    [Test]
    public void Entries_NameOf512BytesThatLooksLikeAHeader_IsRead()
    {
        // GNU tar's long name in a block of its own: byte 156 is an x, and what would be the size is no digit.
        var name = new string('\u00fc', 78) + "x" + new string('n', 350) + ".jpg";
        Assert.That(System.Text.Encoding.UTF8.GetByteCount(name) + 1, Is.EqualTo(512));
        using (var stream = File.Create(folder["shard.tar"]))
        using (var writer = new TarWriter(stream, TarEntryFormat.Gnu)) Add(writer, TarEntryFormat.Gnu, name, [1]);
        var entry = Entries([folder["shard.tar"]]).Single();
        Assert.That((entry.Path, entry.Error), Is.EqualTo(($"{folder["shard.tar"]}/{name}", (string?)null)));
    }

    [Test]
    public void Entries_ArchiveThatIsALinkToAPipe_DoesNotWait()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no named pipes among its files.");
        using (var make = System.Diagnostics.Process.Start("mkfifo", folder["pipe"])) make.WaitForExit();
        File.CreateSymbolicLink(folder["shard.tar"], folder["pipe"]);
        var entries = Task.Run(() => Entries([folder["shard.tar"]]));
        Assert.That(entries.Wait(TimeSpan.FromSeconds(30)));
        Assert.That(entries.Result.Single().Error, Does.Contain("no regular file"));
        Assert.That(new ImageInputs([folder["shard.tar"]], new ImageNames([]), isNull: false, "path", InputLimits.Default).CanBeListedAgain, Is.False);
    }

    [Test]
    public void Entries_PathInATableThatIsLongerThanAny_IsRefused() => Assert.That(
        () => Entries([folder.Write("paths.csv", System.Text.Encoding.ASCII.GetBytes("path\n" + new string('p', 70_000) + "\n"))]),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains("a path of 70000 characters"));

    [TestCase("shard.tar.gz"), TestCase("shard.tgz"), TestCase("shard.ZIP")]
    public void Entries_CompressedArchive_FailsAtOnceAndSaysWhatToDo(string name) =>
        Assert.That(() => Entries([folder.Write(name, [1])]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("unpack it first"));

    [TestCase("none/"), TestCase("none"), TestCase("none.d"), TestCase("a.jpg/"), TestCase("none.tar.gz")]
    [TestCase("none.txt"), TestCase("none.lst"), TestCase("none.list"), TestCase("none.csv"), TestCase("none.tar")]
    [TestCase("dangling"), TestCase("dangling.tar"), TestCase("dangling.txt"), TestCase("loop")]
    public void Entries_InputThatIsNotThere_FailsAtOnce(string name)
    {
        if (!OperatingSystem.IsWindows() && Path.GetFileNameWithoutExtension(name) is "dangling" or "loop")
            File.CreateSymbolicLink(folder[name], name == "loop" ? folder[name] : folder["nowhere"]);
        var inputs = new ImageInputs([folder.Write("b.jpg", [1]), folder[name]], new ImageNames(["*"]), isNull: false, "path", InputLimits.Default);
        Assert.That(() => inputs.Entries(CancellationToken.None), Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo($"There is no file or folder '{folder[name]}'."));
    }

    [Test]
    public void Entries_EmptyText_FailsAtOnce() => Assert.That(() => Entries([""]), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("empty text"));

    [Test]
    public void Empty_InputsWithoutImages_AreNamedOnceListed()
    {
        var (mount, list) = (Directory.CreateDirectory(folder["mount"]).FullName, folder.Write("list.txt", []));
        var inputs = new ImageInputs([mount, folder["none.jpg"], list], new ImageNames([]), isNull: false, "path", InputLimits.Default);
        Assert.That(inputs.Empty, Is.Empty);
        Assert.That(inputs.Entries(CancellationToken.None).Count(), Is.EqualTo(1));
        Assert.That(inputs.Empty, Is.EqualTo(new[] { mount, list }));
    }

    [Test]
    public void Entries_NameOfAnImageThatIsNotThere_IsARow() => Assert.That(Entries([folder["none.JPG"]]).Single().Path, Is.EqualTo(folder["none.JPG"]));

    [Test, Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void Entries_LinkThatGoesRound_IsARow()
    {
        File.CreateSymbolicLink(folder["loop.jpg"], folder["loop.jpg"]);
        var inputs = new ImageInputs([folder["loop.jpg"]], new ImageNames([]), isNull: false, "path", InputLimits.Default);
        Assert.That(inputs.Entries(CancellationToken.None).Select(entry => entry.Path), Is.EqualTo(new[] { folder["loop.jpg"] }));
        Assert.That(inputs.CanBeListedAgain);
        Assert.That(inputs.Contains(folder.Write("scores.csv", [1])), Is.False);
    }

    private static void Add(TarWriter writer, TarEntryFormat format, string name, byte[] content)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name),
            TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
            TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
            _ => new PaxTarEntry(TarEntryType.RegularFile, name),
        };
        entry.DataStream = new MemoryStream(content);
        writer.WriteEntry(entry);
    }

    private static ImageEntry[] Entries(string[] inputs, string[]? patterns = null, string column = "path", InputLimits? limits = null) =>
        [.. new ImageInputs(inputs, new ImageNames(patterns ?? []), isNull: false, column, limits ?? InputLimits.Default).Entries(CancellationToken.None)];

    private static void WriteSum(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');                                         // the sum counts its own field as spaces
        var sum = 0;
        foreach (var value in header) sum += value;
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
    }

    private static string[] Paths(string[] inputs, string[]? patterns = null, string column = "path") => [.. Entries(inputs, patterns, column).Select(entry => entry.Path)];
}

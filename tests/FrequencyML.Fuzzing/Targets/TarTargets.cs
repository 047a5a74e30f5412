using System.Formats.Tar;
using System.Text;
using FrequencyML.Dct;
using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Scoring.Inputs;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>Tar archives, and the members that are read where they lie.</summary>
internal static class TarTargets
{
    private const int BlockLength = 512, ChecksumStart = 148, ChecksumLength = 8, MagicStart = 257;

    public static IEnumerable<Target> All()
    {
        yield return new("tar", 80, Open)
        {
            Seeds = [.. Enum.GetValues<TarEntryFormat>().Where(format => format != TarEntryFormat.Unknown).Select(Write)],
            Tokens = [.. Tokens.Of("ustar\0" + "00", "ustar  \0", "a.jpg", "../", "path=b.jpg\n", "size=5\n", "20 path=b.jpg\n", "77777777777", "00000000000", "-1"), [0x80, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], .. Tokens.Of("x", "g", "L", "K", "1", "2", "5", "S", "0")],
            Split = Parts.Blocks,
            Repair = RepairChecksums,
            Documented = [],                                                          // whatever is wrong is an entry that says so
        };
    }

    private static Func<byte[], bool> Open()
    {
        var file = new ScratchFile(".tar");
        var names = new ImageNames([]);
        return archive =>
        {
            file.Write(archive);
            var isSound = true;
            foreach (var entry in TarImages.List(file.FullName, names, InputLimits.Default))
            {
                isSound &= entry.Path != file.FullName;                               // that entry says why the archive cannot be read further
                try
                {
                    var member = entry.ToSource(InputLimits.Default).Read!();
                    if (member.Length > archive.Length) throw new DisagreementException($"'{entry.Path}' has {member.Length} bytes, the archive {archive.Length}.");
                }
                catch (Exception error) when (error is InvalidDataException or NotSupportedException)
                {
                    // A row of that image, for instance of a link.
                }
            }
            return isSound;
        };
    }

    private static byte[] Write(TarEntryFormat format)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, format, leaveOpen: true))
        {
            TarEntry Entry(TarEntryType type, string name) => format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(type == TarEntryType.RegularFile ? TarEntryType.V7RegularFile : type, name),
                TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                TarEntryFormat.Pax => new PaxTarEntry(type, name),
                _ => new GnuTarEntry(type, name),
            };
            var image = Entry(TarEntryType.RegularFile, "folder/a.jpg");
            image.DataStream = new MemoryStream(Encoding.ASCII.GetBytes(new string('x', 600)));
            writer.WriteEntry(image);
            var other = Entry(TarEntryType.RegularFile, format is TarEntryFormat.Pax or TarEntryFormat.Gnu ? new string('n', 120) + ".png" : "b.PNG");
            other.DataStream = new MemoryStream("tiny"u8.ToArray());
            writer.WriteEntry(other);
            var link = Entry(TarEntryType.SymbolicLink, "c.jpg");
            link.LinkName = "folder/a.jpg";
            writer.WriteEntry(link);
            writer.WriteEntry(Entry(TarEntryType.Directory, "d.jpg/"));
        }
        return stream.ToArray();
    }

    /// <summary>Makes the checksum right of every block that may be a header.</summary>
    private static void RepairChecksums(byte[] archive)
    {
        for (var start = 0; start + BlockLength <= archive.Length; start += BlockLength)
        {
            var block = archive.AsSpan(start, BlockLength);
            var isHeader = block.Slice(MagicStart, 5).SequenceEqual("ustar"u8) || (block[ChecksumStart] is >= (byte)'0' and <= (byte)'7' && block[ChecksumStart + 7] is 0 or (byte)' ');
            if (!isHeader) continue;
            block.Slice(ChecksumStart, ChecksumLength).Fill((byte)' ');
            var sum = 0;
            foreach (var value in block) sum += value;
            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0'), block[ChecksumStart..]);
            block[ChecksumStart + 6] = 0;
        }
    }
}

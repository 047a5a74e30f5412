using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Marks one needed symbol version of the ELF64 little-endian libraries of one name in a folder as weak, unless the system's library defines it. Safe only if no
/// symbol uses that version. Source: Linux Standard Base 5.0, "Symbol Version Requirements" (Verneed, Vernaux).
/// </summary>
public class WeakenNeededSymbolVersion : Task
{
    private const uint VersionNeedSection = 0x6FFFFFFE;   // SHT_GNU_verneed
    private const ushort WeakFlag = 2;                    // VER_FLG_WEAK

    public string Folder { get; set; }

    public string Library { get; set; }

    public string SystemLibrary { get; set; }

    public string SymbolVersion { get; set; }

    public override bool Execute()
    {
        if (Contains(File.ReadAllBytes(SystemLibrary), SymbolVersion)) return true;
        // Beside the application where a runtime identifier was given, else in runtimes/<rid>/native.
        foreach (var library in new[] { Path.Combine(Folder, Library), Path.Combine(Folder, "runtimes", "linux-x64", "native", Library) })
            if (File.Exists(library)) Weaken(library);
        return true;
    }

    private void Weaken(string library)
    {
        var elf = File.ReadAllBytes(library);
        var flags = FindFlags(elf);
        if (flags < 0 || (elf[flags] & WeakFlag) != 0) return;
        elf[flags] |= (byte)WeakFlag;
        // A new file with the old time: the copy in the package cache is never written, and incremental builds see no change.
        var time = File.GetLastWriteTimeUtc(library);
        var patched = library + ".weak";
        File.WriteAllBytes(patched, elf);
        File.SetLastWriteTimeUtc(patched, time);
        File.Delete(library);
        File.Move(patched, library);
        Log.LogMessage(MessageImportance.High, "{0}: {1} marked as weak, because {2} does not define it.", library, SymbolVersion, SystemLibrary);
    }

    /// <summary>The offset of the flags of the version's Vernaux entry, or -1.</summary>
    private long FindFlags(byte[] elf)
    {
        if (BitConverter.ToUInt32(elf, 0) != 0x464C457F || elf[4] != 2 || elf[5] != 1) throw new InvalidDataException("It is not a little-endian ELF64 file.");
        long sections = BitConverter.ToInt64(elf, 0x28);
        int sectionSize = BitConverter.ToUInt16(elf, 0x3A), sectionCount = BitConverter.ToUInt16(elf, 0x3C);
        for (var index = 0; index < sectionCount; index++)
        {
            var section = (int)(sections + index * sectionSize);
            if (BitConverter.ToUInt32(elf, section + 4) != VersionNeedSection) continue;
            var strings = BitConverter.ToInt64(elf, (int)(sections + BitConverter.ToUInt32(elf, section + 0x28) * sectionSize + 0x18));
            for (var need = (int)BitConverter.ToInt64(elf, section + 0x18); ; need += BitConverter.ToInt32(elf, need + 12))
            {
                var entry = need + BitConverter.ToInt32(elf, need + 8);
                for (int k = 0, count = BitConverter.ToUInt16(elf, need + 2); k < count; k++, entry += BitConverter.ToInt32(elf, entry + 12))
                {
                    var name = (int)(strings + BitConverter.ToUInt32(elf, entry + 8));
                    if (Encoding.ASCII.GetString(elf, name, Array.IndexOf(elf, (byte)0, name) - name) == SymbolVersion) return entry + 4;
                }
                if (BitConverter.ToInt32(elf, need + 12) == 0) break;
            }
        }
        return -1;
    }

    private static bool Contains(byte[] file, string text)
    {
        var pattern = Encoding.ASCII.GetBytes(text + "\0");
        for (var at = Array.IndexOf(file, pattern[0]); at >= 0 && at <= file.Length - pattern.Length; at = Array.IndexOf(file, pattern[0], at + 1))
        {
            var i = 1;
            while (i < pattern.Length && file[at + i] == pattern[i]) i++;
            if (i == pattern.Length) return true;
        }
        return false;
    }
}

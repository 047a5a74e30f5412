using FrequencyML.Scoring.Inputs;
using FrequencyML.Scoring.Runs;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Runs;

public sealed class ManifestTests
{
    [Test]
    public void Read_AnyChunkInAnyOrder_GivesItsEntries()
    {
        ImageEntry[] entries =
        [
            new("a.jpg"), new(""), new("line\nbreak ü \u2028.jpg"), new("s.tar/x.jpg") { Archive = "s.tar", Offset = 1L << 40, Length = 5 }, new("d") { Error = "closed" },
            new("a.jpg"), new(new string('x', 300)),
        ];
        using var manifest = Manifest.Create(entries, 3);
        Assert.That((manifest.Count, manifest.Chunks), Is.EqualTo((7L, 3)));
        Assert.That(manifest.Read(2), Is.EqualTo(entries[6..]));
        Assert.That(manifest.Read(0), Is.EqualTo(entries[..3]));
        Assert.That(manifest.Read(1), Is.EqualTo(entries[3..6]));
    }

    [Test]
    public void Sha256_DependsOnPathsAndTheirOrderAlone()
    {
        string Hash(params string[] paths)
        {
            using var manifest = Manifest.Create(paths.Select(path => new ImageEntry(path)), 2);
            return manifest.Sha256;
        }
        Assert.That(new[] { Hash("a", "b"), Hash("b", "a"), Hash("ab"), Hash("a", "b", ""), Hash("a\nb"), Hash() }, Is.Unique);
    }

    [Test, Platform("Linux", Reason = "Reads /proc; Windows removes the file when it is closed.")]
    public void Create_File_HasNoNameWhileItIsOpen()
    {
        using var manifest = Manifest.Create([new("a.jpg")], 1);
        var open = Directory.GetFiles("/proc/self/fd").Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "").Where(target => target.Contains("/frequencyml-"));
        Assert.That(open, Is.Not.Empty.And.All.EndsWith("(deleted)"), "a killed process leaves none");
    }
}

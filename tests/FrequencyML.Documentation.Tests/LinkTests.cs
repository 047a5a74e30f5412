using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Documentation.Tests;

/// <summary>Links within the repository lead somewhere.</summary>
public sealed class LinkTests
{
    [TestCaseSource(typeof(Document), nameof(Document.WithLinks))]
    public void Links_OfThePage_LeadSomewhere(object page) => Assert.That(Broken((Document)page), Is.Empty);

    private static IEnumerable<string> Broken(Document document)
    {
        foreach (var link in document.Links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
            var target = path.Length == 0 ? document.Path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document.Path)!, Uri.UnescapeDataString(path)));
            if (!Path.Exists(target)) yield return $"{link}: nothing is there";
            else if (anchor is not null && !Document.At(Path.GetRelativePath(Repository.Root, target).Replace('\\', '/')).Anchors.Contains(anchor)) yield return $"{link}: there is no such heading";
        }
    }
}

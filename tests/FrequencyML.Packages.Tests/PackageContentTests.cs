using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Packages.Tests;

public sealed class PackageContentTests
{
    private static readonly string[] Libraries = ["FrequencyML.Dct", "FrequencyML.Jpeg", "FrequencyML.Models", "FrequencyML.Transforms"];

    // Central versions of indirect packages are dependencies too: Directory.Packages.props pins them.
    private static readonly string[] DependenciesOfDct =
        ["MathNet.Numerics", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies", "System.Numerics.Tensors"];

    private static readonly string[] DependenciesOfMLNet = ["Microsoft.ML", "Microsoft.ML.ImageAnalytics"];

    private static IEnumerable<object[]> Dependencies() =>
    [
        ["FrequencyML.Jpeg", Array.Empty<string>()],
        ["FrequencyML.Dct", (string[])["FrequencyML.Jpeg", .. DependenciesOfDct]],
        ["FrequencyML.Transforms", (string[])["FrequencyML.Dct", .. DependenciesOfMLNet, .. DependenciesOfDct]],
        ["FrequencyML.Models", (string[])["FrequencyML.Dct", "FrequencyML.Transforms", "Microsoft.ML.OnnxRuntime.Managed", .. DependenciesOfMLNet, .. DependenciesOfDct]],
        ["FrequencyML.Cli", Array.Empty<string>()],
    ];

    [Test]
    public void Pack_Always_GivesLibrariesAndTool()
    {
        string[] ids = [.. Libraries, "FrequencyML.Cli"];
        Assert.That(Directory.GetFiles(PackageFolder.Path).Select(Path.GetFileName), Is.EquivalentTo(
            ids.SelectMany(id => (string[])[$"{id}.{PackageFolder.Version}.nupkg", $"{id}.{PackageFolder.Version}.snupkg"])));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Package_OfLibrary_HasAssemblyDocumentationReadmeAndLicenceAlone(string id)
    {
        string[] expected = [$"{id}.nuspec", "LICENSE", "README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"];
        if (id == "FrequencyML.Dct") expected = [.. expected, "Fonts/LICENSE.txt"];
        Assert.That(Entries(PackageFolder.FileOf(id)), Is.EquivalentTo(expected));
    }

    [TestCaseSource(nameof(Libraries))]
    public void SymbolPackage_OfLibrary_HasItsSymbols(string id) =>
        Assert.That(Entries(PackageFolder.FileOf(id, "snupkg")), Does.Contain($"lib/net10.0/{id}.pdb"));

    [TestCaseSource(nameof(Dependencies))]
    public void Package_Dependencies_AreExactly(string id, string[] expected)
    {
        var dependencies = Metadata(id, out var names).Descendants(names + "dependency").ToDictionary(
            dependency => dependency.Attribute("id")!.Value, dependency => dependency.Attribute("version")!.Value);
        Assert.That(dependencies.Keys, Is.EquivalentTo(expected));
        foreach (var (name, version) in dependencies)
            if (name.StartsWith("FrequencyML.", StringComparison.Ordinal)) Assert.That(version, Is.EqualTo($"[{PackageFolder.Version}]"), name);
    }

    [TestCaseSource(nameof(Dependencies))]
    public void Package_Metadata_IsComplete(string id, string[] _)
    {
        var metadata = Metadata(id, out var names);
        Assert.That(metadata.Element(names + "license")?.Value, Is.EqualTo("MIT"));
        Assert.That(metadata.Element(names + "license")?.Attribute("type")?.Value, Is.EqualTo("expression"));
        Assert.That(metadata.Element(names + "readme")?.Value, Is.EqualTo("README.md"));
        Assert.That(metadata.Element(names + "authors")?.Value, Is.EqualTo("FrequencyML contributors"));
        Assert.That(metadata.Element(names + "tags")?.Value, Does.Contain("dct"));
        Assert.That(metadata.Element(names + "description")?.Value, Does.EndWith("."));
        Assert.That(metadata.ToString(), Does.Not.Contain(Repository.Root));
    }

    [TestCaseSource(nameof(Dependencies))]
    public void Package_Readme_HasNoLinkOrPictureThatOnlyTheRepositoryHas(string id, string[] _)
    {
        var readme = Encoding.UTF8.GetString(Read(PackageFolder.FileOf(id), "README.md"));
        Assert.That(readme, Does.StartWith(id == "FrequencyML.Cli" ? "# frequencyml\n" : $"# {id}\n").Or.StartWith($"# {id}\r\n"));
        Assert.That(readme, Does.Not.Match(@"\]\((?!https://)"));
    }

    [Test]
    public void Package_OfModels_HasTheDefaultModel()
    {
        var file = Read(PackageFolder.FileOf("FrequencyML.Models"), "lib/net10.0/FrequencyML.Models.dll");
        using var assembly = new PEReader(new MemoryStream(file));
        var metadata = assembly.GetMetadataReader();
        var resources = metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name));
        Assert.That(resources, Is.EqualTo(["textures.onnx"]));
    }

    [Test]
    public void Package_OfTool_HasOnlyTheRuntimesThatOnnxRuntimeHas()
    {
        var package = PackageFolder.FileOf("FrequencyML.Cli");
        const string folder = "tools/net10.0/any/runtimes/";
        var runtimes = Entries(package).Where(entry => entry.StartsWith(folder, StringComparison.Ordinal)).Select(entry => entry[folder.Length..].Split('/')[0]);
        Assert.That(runtimes.Distinct(), Is.EquivalentTo(["linux-arm64", "linux-x64", "osx", "osx-arm64", "win-arm64", "win-x64"]));
        Assert.That(new FileInfo(package).Length, Is.LessThan(90 << 20));   // 73 MB; with the runtimes for phones it is 198
        var settings = XDocument.Parse(Encoding.UTF8.GetString(Read(package, "tools/net10.0/any/DotnetToolSettings.xml")).TrimStart('\uFEFF'));
        Assert.That(settings.Descendants("Command").Single().Attribute("Name")!.Value, Is.EqualTo("frequencyml"));
        var packageType = Metadata("FrequencyML.Cli", out var names).Descendants(names + "packageType").Single();
        Assert.That(packageType.Attribute("name")!.Value, Is.EqualTo("DotnetTool"));
    }

    [Test]
    public void Package_OfTool_HasTheNoticesOfWhatItBrings()
    {
        var files = Entries(PackageFolder.FileOf("FrequencyML.Cli")).Where(entry => entry.StartsWith("tools/net10.0/any/", StringComparison.Ordinal)).Select(entry => entry["tools/net10.0/any/".Length..]).ToArray();
        Assert.That(files, Is.SupersetOf(["LICENSE", "THIRD-PARTY.md", "licenses/DejaVuSansMono/LICENSE.txt"]));
        Assert.That(files, Has.Some.Match(@"^licenses/Microsoft\.ML\.OnnxRuntime/[\d.]+/ThirdPartyNotices\.txt$"));
        Assert.That(files, Has.Some.Match(@"^licenses/SkiaSharp\.NativeAssets\.Win32/[\d.]+/THIRD-PARTY-NOTICES\.txt$"));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_PublicApi_HasASnapshot(string id) =>
        Assert.That(Repository.PathOf("tests", $"{id}.Tests", "PublicApi.txt"), Does.Exist);

    private static XElement Metadata(string id, out XNamespace names)
    {
        var root = XDocument.Load(new MemoryStream(Read(PackageFolder.FileOf(id), $"{id}.nuspec"))).Root!;
        names = root.Name.Namespace;
        return root.Element(names + "metadata")!;
    }

    /// <summary>The files of a package, but for those that describe it as a container (OPC).</summary>
    private static string[] Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName).Where(name => name.Split('/')[0] is not ("[Content_Types].xml" or "_rels" or "package"))];
    }

    private static byte[] Read(string package, string name)
    {
        using var archive = ZipFile.OpenRead(package);
        using var content = archive.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}

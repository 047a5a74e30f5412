using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Packages.Tests;

/// <summary>THIRD-PARTY.md against the central versions, what a restore of the solution took, and what those packages say of themselves.</summary>
public sealed partial class ThirdPartyTests
{
    // A sentence of each licence, for packages that bring its text in place of its name.
    private static readonly Dictionary<string, string> Phrases = new()
    {
        ["MIT"] = "Permission is hereby granted, free of charge",
        ["BSD-3-Clause"] = "Redistribution and use in source and binary forms",
        ["LicenseRef-Microsoft"] = "MICROSOFT SOFTWARE LICENSE TERMS",
    };

    /// <summary>Licence expressions by package and version, such as <c>nunit/5.0.0</c>, from all tables.</summary>
    private static readonly Dictionary<string, string> Listed = File.ReadLines(Repository.PathOf("THIRD-PARTY.md")).Select(line => Row().Match(line))
        .Where(row => row.Success).ToDictionary(row => Key(row.Groups["id"].Value, row.Groups["version"].Value), row => row.Groups["licence"].Value);

    [Test]
    public void List_CentralVersions_AreInIt()
    {
        var versions = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants();
        var values = versions.Where(element => element.Name.LocalName.EndsWith("Version", StringComparison.Ordinal) && !element.HasAttributes)
            .ToDictionary(element => $"$({element.Name.LocalName})", element => element.Value);
        var packages = versions.Where(element => element.Name.LocalName == "PackageVersion")
            .Select(package => (Id: package.Attribute("Include")!.Value, Version: package.Attribute("Version")!.Value))
            .Select(package => Key(package.Id, values.GetValueOrDefault(package.Version, package.Version)));
        Assert.That(packages, Is.Not.Empty.And.SubsetOf(Listed.Keys));
    }

    [Test]
    public void List_RestoredPackages_AreInItWithTheirLicences()
    {
        var projects = ProjectFile().Matches(File.ReadAllText(Repository.PathOf("FrequencyML.sln"))).Select(match => match.Groups[1].Value.Replace('\\', '/'));
        string[] files = [.. projects.Select(project => Repository.PathOf(Path.GetDirectoryName(project)!, "obj", "project.assets.json"))];
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing) Assert.Ignore($"The solution is not restored: there is no {missing}.");
        var (packages, folders) = Restored(files);
        Assert.That(packages, Is.SubsetOf(Listed.Keys));
        Assert.Multiple(() =>
        {
            foreach (var package in packages) AssertLicence(package, folders.Select(folder => Path.Combine(folder, package)).First(Directory.Exists));
        });
        // What the list has beyond is not restored by default, or only on another system.
        var others = File.ReadAllText(Repository.PathOf("THIRD-PARTY.md")).Split("## Packages on request")[1].Split("\n## ")[0];
        Assert.That(Listed.Keys.Except(packages).Where(package => !package.StartsWith("libtorch-cpu-", StringComparison.Ordinal)).Select(package => package.Split('/')[0]),
            Is.All.Matches<string>(id => others.Contains($"[{id}]", StringComparison.OrdinalIgnoreCase)), "no longer restored");
    }

    /// <summary>What restores took, as <c>id/version</c> in lower case, and the folders that have the packages.</summary>
    private static (SortedSet<string> Packages, HashSet<string> Folders) Restored(string[] files)
    {
        var packages = new SortedSet<string>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            using var assets = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var folder in assets.RootElement.GetProperty("packageFolders").EnumerateObject()) folders.Add(folder.Name);
            foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject())
                if (library.Value.GetProperty("type").GetString() == "package") packages.Add(library.Name.ToLowerInvariant());
        }
        return (packages, folders);
    }

    /// <summary>Compares with the expression in the package's description, or with the text in its file; a mere link says nothing that can be read here.</summary>
    private static void AssertLicence(string package, string folder)
    {
        var description = XDocument.Load(Path.Combine(folder, $"{package.Split('/')[0]}.nuspec")).Descendants();
        var licence = description.FirstOrDefault(element => element.Name.LocalName == "license");
        if (licence is null) Assert.That(Listed[package], Is.Not.Empty, package);
        else if (licence.Attribute("type")!.Value == "expression") Assert.That(Listed[package], Is.EqualTo(licence.Value), package);
        else Assert.That(File.ReadAllText(Path.Combine(folder, licence.Value)), Does.Contain(Phrases[Listed[package]]), package);
    }

    private static string Key(string id, string version) => $"{id}/{version}".ToLowerInvariant();

    /// <summary>A row of a table: package, with or without a link, version, licence.</summary>
    [GeneratedRegex(@"^\| \[?(?<id>[\w.-]+)(\]\([^)]*\))? \| (?<version>\d[\w.-]*) \| (?<licence>[^|]+) \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"""([^""]+\.csproj)""")]
    private static partial Regex ProjectFile();
}

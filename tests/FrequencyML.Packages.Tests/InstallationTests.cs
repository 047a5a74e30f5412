using System.Xml.Linq;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Packages.Tests;

/// <summary>The packages in a new project outside the source tree, and the command as an installed tool.</summary>
public sealed class InstallationTests
{
    private static readonly string[] Libraries = ["FrequencyML.Jpeg", "FrequencyML.Dct", "FrequencyML.Transforms", "FrequencyML.Models"];

    [Test]
    public void Packages_InNewProject_RunTheExamplesOfTheReadmes()
    {
        using var project = new TemporaryFolder();
        WriteConfiguration(project);
        File.WriteAllText(project["Example.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="FrequencyML.Models" Version="{PackageFolder.Version}" />
                <PackageReference Include="FrequencyML.Transforms" Version="{PackageFolder.Version}" />
                <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{OnnxRuntimeVersion()}" />
              </ItemGroup>
            </Project>
            """);
        // The first example of the README as it is; those of the packages' own readmes after it.
        var calls = Libraries.Select(id => $"{ClassName(id)}.Run();\n");
        var example = Code(Repository.PathOf("README.md"), "<!-- ReadmeExamples.cs -->\n```csharp\n");
        File.WriteAllText(project["Program.cs"], $"{example}\n{string.Concat(calls)}");
        foreach (var id in Libraries)
            File.WriteAllText(project[$"{ClassName(id)}.cs"], AsClass(ClassName(id), Code(Readme(id), "```csharp\n")));

        Dotnet.Run(project.Path, "build", "-c", "Release", "-o", project["out"]);
        var output = Dotnet.Run(Repository.Root, project[Path.Combine("out", "Example.dll")]);

        var lines = output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines, Has.Length.EqualTo(45), output);
        Assert.That(lines[..40].Count(IsOfItsFolder), Is.GreaterThanOrEqualTo(38));
        Assert.That(lines[40..], Is.EqualTo([
            "40 tensors of 4704 values", "204x160, DC of the first block: 560", "4704 values from Coefficients", "4704 values in the column",
            "foliage"]));

        static bool IsOfItsFolder(string line) => line.Split(": ") is [var path, var label] && Path.GetFileName(Path.GetDirectoryName(path)) == label;
    }

    [Test]
    public void Tool_Installed_ScoresASample()
    {
        using var folder = new TemporaryFolder();
        WriteConfiguration(folder);
        Dotnet.Run(folder.Path, "tool", "install", "FrequencyML.Cli", "--version", PackageFolder.Version, "--tool-path", folder["tools"]);
        var command = Path.Combine(folder["tools"], OperatingSystem.IsWindows() ? "frequencyml.exe" : "frequencyml");
        var output = Dotnet.RunProgram(command, Repository.Root, "score", "data/samples/foliage/7-0003.jpg");
        var rows = output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.That(rows, Has.Length.EqualTo(2));
        Assert.That(rows[0], Is.EqualTo("row,path,label,score,top_k,gate_open,error"));
        Assert.That(rows[1], Does.StartWith("0,data/samples/foliage/7-0003.jpg,foliage,"));
    }

    /// <summary>
    /// Adds the folder of the packages to the sources that the user has. Packages are installed into the temporary folder, so that none
    /// of ours stays on the machine; what others the user already has are taken from there.
    /// </summary>
    private static void WriteConfiguration(TemporaryFolder folder)
    {
        var installed = Dotnet.Run(folder.Path, "nuget", "locals", "global-packages", "--list").Split(": ", 2)[1].Trim();
        new XElement("configuration",
            new XElement("config", Setting("globalPackagesFolder", folder["installed"])),
            new XElement("fallbackPackageFolders", Setting("user", installed)),
            new XElement("packageSources", Setting("packed", PackageFolder.Path))).Save(folder["nuget.config"]);

        static XElement Setting(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }

    private static string OnnxRuntimeVersion() =>
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("OnnxRuntimeVersion").Single().Value;

    private static string Readme(string id) => Repository.PathOf(id == "FrequencyML.Models" ? "Models" : "Transforms", id, "README.md");

    private static string ClassName(string id) => id.Replace(".", "", StringComparison.Ordinal) + "Readme";

    /// <summary>The code block after a mark.</summary>
    private static string Code(string file, string mark) => File.ReadAllText(file).ReplaceLineEndings("\n").Split(mark)[1].Split("```")[0];

    private static string AsClass(string name, string code)
    {
        var usings = code.Split('\n').TakeWhile(line => line.Length > 0).ToArray();
        var statements = code.Split('\n')[usings.Length..];
        return $$"""
            {{string.Join('\n', usings)}}
            internal static class {{name}}
            {
                public static void Run()
                {
                    {{string.Join('\n', statements)}}
                }
            }
            """;
    }
}

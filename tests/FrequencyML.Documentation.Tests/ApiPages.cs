using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Documentation.Tests;

/// <summary>The pages of docs/api, made of the assemblies and their documentation files by docfx, a tool of .config/dotnet-tools.json.</summary>
internal static partial class ApiPages
{
    private static readonly (string Assembly, string Content)[] Libraries =
    [
        ("FrequencyML.Jpeg", "the quantized coefficients of JPEG files"),
        ("FrequencyML.Dct", "images to channels"),
        ("FrequencyML.Transforms", "the estimators of ML.NET"),
        ("FrequencyML.Models", "models, devices, scoring, and the estimators that score"),
        ("FrequencyML.ImageSharp", "ImageSharp's images and formats; built on request"),
    ];

    /// <summary>Makes the pages.</summary>
    /// <returns>Text by file name; null where the tool cannot be restored.</returns>
    public static Dictionary<string, string>? Make()
    {
        if (Run("tool", "restore") != 0) return null;
        using var folder = new TemporaryFolder();
        // What every class has from object would be half of the pages.
        File.WriteAllText(folder["filter.yml"], "apiRules:\n- exclude:\n    uidRegex: ^System\\.(Object|ValueType|Enum|Exception)\n");
        File.WriteAllText(folder["docfx.json"], JsonSerializer.Serialize(new
        {
            metadata = new[]
            {
                new
                {
                    src = new[] { new { src = AppContext.BaseDirectory, files = Libraries.Select(library => $"{library.Assembly}.dll") } },
                    output = folder["out"],
                    outputFormat = "markdown",
                    filter = folder["filter.yml"],
                },
            },
        }));
        if (Run("docfx", "metadata", folder["docfx.json"]) != 0) throw new InvalidOperationException("docfx fails; run it by hand to see why.");
        var made = Directory.GetFiles(folder["out"], "*.md").ToDictionary(path => Path.GetFileName(path), path => File.ReadAllText(path).ReplaceLineEndings("\n"));
        var pages = made.ToDictionary(page => page.Key, page => Trimmed(Reference().Replace(page.Value, reference => Link(Uri.UnescapeDataString(reference.Groups[1].Value), made))));
        pages["README.md"] = $"""
            # API

            The public types of the libraries, a page each, made from their docstrings by `dotnet test tests/FrequencyML.Documentation.Tests -c Release --filter ApiPages -e FREQUENCYML_UPDATE_SNAPSHOTS=1`
            (`./build.ps1 Docs`). A test compares them with the source.

            | namespace | |
            |---|---|
            {string.Join('\n', Libraries.Select(library => $"| [`{library.Assembly}`]({library.Assembly}.md) | {library.Content} |"))}

            """.ReplaceLineEndings("\n");
        return pages;
    }

    /// <summary>What docfx leaves to its build of a site: a link to the page that has the member, else its name.</summary>
    private static string Link(string uid, Dictionary<string, string> pages)
    {
        var plain = uid.Split('(')[0];
        for (var type = plain; type.Length > 0; type = type[..Math.Max(type.LastIndexOf('.'), 0)])
        {
            if (!pages.TryGetValue($"{type}.md", out var page)) continue;
            var anchor = Odd().Replace(uid, "_");
            return $"[{Name(plain)}]({type}.md{(page.Contains($"id=\"{anchor}\"", StringComparison.Ordinal) ? $"#{anchor}" : "")})";
        }
        return $"`{Name(plain)}`";

        static string Name(string uid) => uid[(uid.LastIndexOf('.') + 1)..].Split('`')[0];
    }

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd() is var end && line.Length - end.Length == 2 ? line : end)).TrimEnd() + "\n";

    private static int Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return process.ExitCode;
    }

    [GeneratedRegex("<xref href=\"([^\"]+)\"[^>]*></xref>")]
    private static partial Regex Reference();

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex Odd();
}

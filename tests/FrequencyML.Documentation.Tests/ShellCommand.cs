using System.Buffers;
using System.Diagnostics;
using System.Text;
using FrequencyML.Cli.Tests;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Documentation.Tests;

/// <summary>A line of a shell block, as a program of this build: what <c>dotnet run --project X --</c>, <c>frequencyml</c> and <c>frequencyml-train</c> stand for.</summary>
/// <param name="Assembly">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ShellCommand(string Assembly, string[] Arguments)
{
    private static readonly SearchValues<char> NeedsShell = SearchValues.Create("|&;<>$`");
    private static readonly string Cli = Path.Combine(AppContext.BaseDirectory, "frequencyml.dll");
    private static readonly string Training = Built("Training/FrequencyML.Training", "frequencyml-train");

    private static readonly (string Text, string Assembly)[] Programs =
    [
        ("dotnet run -c Release --project Scoring/FrequencyML.Cli -- ", Cli),
        ("dotnet run -c Release --project Training/FrequencyML.Training -- ", Training),
        ("dotnet run -c Release --project docs/samples/FrequencyML.Samples -- ", Built("docs/samples/FrequencyML.Samples", "FrequencyML.Samples")),
        ("frequencyml-train ", Training),
        ("frequencyml ", Cli),
    ];

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is none of the programs above, or needs a shell.</exception>
    public static ShellCommand Of(string line)
    {
        var (text, assembly) = Programs.FirstOrDefault(program => line.StartsWith(program.Text, StringComparison.Ordinal));
        if (text is null || line.AsSpan().ContainsAny(NeedsShell)) throw new FormatException($"'{line}' is no command that can be run here.");
        return new(assembly, Words(line[text.Length..]));
    }

    /// <summary>Runs it in a folder.</summary>
    public CommandResult Run(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. Arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return Frequencyml.Wait(process);
    }

    /// <summary>What the command says of its options.</summary>
    public string Help()
    {
        var result = (this with { Arguments = [Arguments[0], "--help"] }).Run(Path.GetTempPath());
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"{Arguments[0]} --help: {result.Error}");
    }

    /// <summary>A program that a project reference without an assembly builds at its own place, of this configuration and framework.</summary>
    private static string Built(string project, string name)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.PathOf(project.Split('/')), "bin", framework.Parent!.Name, framework.Name, $"{name}.dll");
    }

    private static string[] Words(string line)
    {
        var words = new List<string>();
        var quoted = line.Split('"');
        if (quoted.Length % 2 == 0) throw new FormatException($"'{line}' has an odd number of quotes.");
        for (var i = 0; i < quoted.Length; i++)
        {
            if (i % 2 == 1) words.Add(quoted[i]);
            else words.AddRange(quoted[i].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        return [.. words];
    }
}

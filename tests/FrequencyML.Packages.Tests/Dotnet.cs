using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using NUnit.Framework;

namespace FrequencyML.Packages.Tests;

/// <summary>Runs programs in processes of their own, without what this one has inherited from its own build.</summary>
internal static class Dotnet
{
    /// <summary>For commands that compile: the build of the tests has analyzed the same sources.</summary>
    public const string WithoutAnalyzers = "-p:RunAnalyzers=false";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(15);

    /// <summary>Runs the <c>dotnet</c> command.</summary>
    /// <returns>What it wrote to standard output; a failure fails the test with both outputs.</returns>
    public static string Run(string folder, params string[] arguments) => RunProgram("dotnet", folder, arguments);

    /// <summary>Runs any program.</summary>
    /// <param name="program">Its path, or its name on PATH.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>What it wrote to standard output; a failure fails the test with both outputs.</returns>
    public static string RunProgram(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOfABuild)) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A tool's launcher looks here first; the folder of this runtime is <root>/shared/Microsoft.NETCore.App/<version>.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        // Servers would outlive the command and keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeLimit)) process.Kill(entireProcessTree: true);
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}\n{output.Result}\n{error.Result}");
        return output.Result;
    }

    private static bool IsOfABuild(string name) => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}

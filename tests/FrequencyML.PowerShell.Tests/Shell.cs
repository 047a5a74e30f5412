using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using FrequencyML.Tests.Shared;
using NUnit.Framework;
using NUnit.Framework.Internal;

namespace FrequencyML.PowerShell.Tests;

/// <summary>
/// A PowerShell that tests run scripts under: the hosted one (FrequencyML.PowerShellHost) always, and the <c>pwsh</c> of PATH where there is
/// one of at least 7.6. A test that starts the latter in vain is skipped.
/// </summary>
/// <remarks>
/// Scripts stop at their first error, with exit code 1 and one line for its message, however long. Output is UTF-8 without colours; redirected
/// tables are 80 columns wide but on Windows, so that a test of one says <c>Out-String -Width</c>.
/// </remarks>
public sealed class Shell
{
    private const string Missing = "pwsh 7.6 or later is not on PATH";

    private const string Preamble = "$ErrorActionPreference = 'Stop'; $ErrorView = 'NormalView'; [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture; [Console]::OutputEncoding = [Text.Encoding]::UTF8\n";

    private static readonly Shell Hosted = new("hosted", FindHosted), Installed = new("pwsh", FindInstalled);

    private readonly string name;
    private readonly Lazy<string[]?> command;
    private ShellSession? session;

    private Shell(string name, Func<string[]?> find) => (this.name, command) = (name, new(find));

    /// <summary>One fixture a shell, for <c>[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]</c>.</summary>
    public static IEnumerable<TestFixtureData> Fixtures
    {
        get
        {
            var installed = new TestFixtureData(Installed);
            installed.Properties.Add(PropertyNames.Category, "NeedsPwsh");
            return [new TestFixtureData(Hosted), installed];
        }
    }

    /// <summary>Runs a script to its end in a shell of its own.</summary>
    /// <param name="script">The text of the script.</param>
    /// <param name="folder">The working folder; that of the script's temporary file, where it is null.</param>
    /// <param name="environment">Variables to set, or to remove where the value is null.</param>
    public ShellResult Run(string script, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var run = Start(script, folder, environment);
        return run.Wait();
    }

    /// <summary>Runs a script to its end in a shell that has run others and will run more: see <see cref="ShellSession"/>.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    public ShellResult RunInSession(string script, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var command = Require();
        if (session is { IsAlive: false }) EndSession();
        session ??= new(arguments => Describe(command, arguments));
        using var own = new TemporaryFolder();
        return session.Run(WriteScript(own, script), folder ?? own.Path, environment ?? new Dictionary<string, string?>());
    }

    /// <summary>Ends the shells that <see cref="RunInSession"/> has started.</summary>
    internal static void EndSessions()
    {
        Hosted.EndSession();
        Installed.EndSession();
    }

    /// <summary>Runs a file to its end as it is, without what <see cref="Run"/> sets for a script: <c>pwsh -File path arguments</c>.</summary>
    public ShellResult RunFile(string path, string[] arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var command = Require();
        using var run = StartFile(command, new TemporaryFolder(), path, arguments, folder, environment);
        return run.Wait();
    }

    /// <summary>Starts a script, to be interrupted or waited for.</summary>
    public RunningShell Start(string script, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var command = Require();
        var own = new TemporaryFolder();
        return StartFile(command, own, WriteScript(own, script), [], folder, environment);
    }

    public override string ToString() => name;

    private string[] Require()
    {
        if (command.Value is null) Assert.Ignore(Missing);
        return command.Value!;
    }

    private void EndSession()
    {
        session?.Dispose();
        session = null;
    }

    private static string WriteScript(TemporaryFolder folder, string script) => folder.Write("script.ps1", Encoding.UTF8.GetBytes(Preamble + script));

    private static RunningShell StartFile(
        string[] command, TemporaryFolder own, string path, string[] arguments, string? folder, IReadOnlyDictionary<string, string?>? environment)
    {
        // The policy of Windows allows no scripts where no configuration says otherwise, as beside the hosted shell.
        var start = Describe(command, "-ExecutionPolicy", "Bypass", "-File", path);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.WorkingDirectory = folder ?? own.Path;
        foreach (var (variable, value) in environment ?? new Dictionary<string, string?>())
            if (value is null) start.Environment.Remove(variable);
            else start.Environment[variable] = value;
        return new(start, own);
    }

    private static ProcessStartInfo Describe(string[] command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command[0], [.. command[1..], "-NoLogo", "-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Of the build that runs the tests, and of the shell that has started it, whose modules may be of another version.
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(inherited);
        start.Environment.Remove("PSModulePath");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["LC_ALL"] = "C.UTF-8";
        // The folder of this runtime is <root>/shared/Microsoft.NETCore.App/<version>.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return start;
    }

    /// <summary>The host is built beside the tests: the same path, with its project's name in place of this one's.</summary>
    private static string[] FindHosted() =>
    [
        Path.Combine(
            AppContext.BaseDirectory.Replace("FrequencyML.PowerShell.Tests", "FrequencyML.PowerShellHost", StringComparison.Ordinal),
            OperatingSystem.IsWindows() ? "FrequencyML.PowerShellHost.exe" : "FrequencyML.PowerShellHost"),
    ];

    private static string[]? FindInstalled()
    {
        var file = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
        if (path is null) return null;
        const string question = "$PSVersionTable.PSVersion -ge [version] '7.6'; [Environment]::ProcessPath; $PSHOME";
        using var run = new RunningShell(Describe([path], "-Command", question), new TemporaryFolder());
        if (run.Wait().Lines is not ["True", var process, var home]) return null;
        // The pwsh of PowerShell's .NET tool only starts dotnet: without it between, signals arrive and PATH is free to have another dotnet.
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Path.Combine(home, "pwsh.dll")] : [process];
    }
}

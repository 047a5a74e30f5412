using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>What the tests of the module have in common: a folder of their own, and scripts that import the module first.</summary>
/// <param name="shell">The shell that the scripts run under.</param>
public abstract class ModuleFixture(Shell shell)
{
    private protected TemporaryFolder Folder { get; private set; } = null!;

    /// <summary>The sample images, which nobody may write to.</summary>
    private protected static string[] Samples { get; } =
        [.. Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private protected Shell Shell => shell;

    [SetUp]
    public void CreateFolder() => Folder = new();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();

    /// <summary>The lines that a script writes in the test's folder, with the module imported; it succeeds and says nothing on stderr.</summary>
    private protected string[] Lines(string script) => Checked(shell.RunInSession(WithModule(script), Folder.Path));

    /// <summary>As <see cref="Lines"/>, in a shell of the script's own.</summary>
    private protected string[] LinesOfNewShell(string script) => Checked(shell.Run(WithModule(script), Folder.Path));

    private static string WithModule(string script) => $"Import-Module '{ModuleFolder.Path}'\n{script}";

    private static string[] Checked(ShellResult result)
    {
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")), result.Output);
        return result.Lines;
    }

    /// <summary>Copies a sample into the test's folder.</summary>
    private protected string Copy(int sample, string name) => Folder.Write(name, File.ReadAllBytes(Samples[sample]));
}

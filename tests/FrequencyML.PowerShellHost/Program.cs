using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace FrequencyML.PowerShellHost;

/// <summary>
/// PowerShell's own console, from NuGet: it takes the command line of <c>pwsh</c>, so that tests need no installed one. It references
/// nothing of FrequencyML, so that what a script loads meets only PowerShell's own assemblies.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments) => ConsoleShell.Start(InitialSessionState.CreateDefault2(), null, null, arguments);
}

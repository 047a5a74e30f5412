using System.Diagnostics;
using System.Text;

namespace FrequencyML.Soak.Subjects;

/// <summary>The command that was built beside this program.</summary>
internal static class FrequencymlProcess
{
    /// <summary>Starts it with its three streams as pipes.</summary>
    public static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "frequencyml.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        return Process.Start(start)!;
    }
}

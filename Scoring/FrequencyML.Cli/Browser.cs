using System.ComponentModel;
using System.Diagnostics;

namespace FrequencyML.Cli;

/// <summary>The browser that the user has chosen for the system.</summary>
internal static class Browser
{
    /// <summary>Opens a page; returns why that could not be done, or null.</summary>
    public static string? Open(Uri address)
    {
        if (OperatingSystem.IsLinux() && !HasDisplay()) return "there is no display";     // or a text browser may take the terminal
        try
        {
            Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })?.Dispose();
            return null;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return error.Message;
        }
    }

    private static bool HasDisplay() => ((string[])["DISPLAY", "WAYLAND_DISPLAY"]).Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));
}

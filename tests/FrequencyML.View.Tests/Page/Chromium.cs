using System.Diagnostics;
using PuppeteerSharp;

namespace FrequencyML.View.Tests.Page;

/// <summary>A headless browser, where one is installed.</summary>
internal static class Chromium
{
    /// <summary>How long to wait for what the browser or the page is to do; the default, half a minute, is short where other tests have the processors.</summary>
    public const int TimeLimitMs = 120_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];

    /// <summary>Its executable; null if there is none on the path.</summary>
    public static string? Executable { get; } =
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from name in Names
         let file = Path.Combine(folder, name)
         where File.Exists(file) && Runs(file)
         select file).FirstOrDefault();

    /// <summary>Starts it.</summary>
    public static Task<IBrowser> StartAsync() => Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Executable,
        Timeout = TimeLimitMs,
        // As root, in a container: it has no sandbox there, and little shared memory. It opens nothing but our own page.
        Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-prefers-reduced-motion"],
        DefaultViewport = new ViewPortOptions { Width = 1200, Height = 900 },
    });

    /// <summary>Whether it is a browser and not what stands in for one; on Windows it would open a window to say so.</summary>
    private static bool Runs(string file)
    {
        if (OperatingSystem.IsWindows()) return true;
        using var process = Process.Start(new ProcessStartInfo(file, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Models;

/// <summary>
/// The native OnnxRuntime of this process: the one that the application's package brought, or the file that the environment variable
/// <see cref="LibraryVariable"/> names, which is read before the first use and never again.
/// </summary>
/// <remarks>
/// From 1.29 on, OnnxRuntime sends usage data to its maker and keeps a database for that in the user's cache folder, unless
/// <c>ORT_DISABLE_TELEMETRY</c> is set; it is set here to 1 before the library is loaded. Whoever wants the telemetry sets it to 0.
/// </remarks>
public static partial class InferenceRuntime
{
    /// <summary>The environment variable that names another native library, such as <c>/opt/onnxruntime/lib/libonnxruntime.so</c>.</summary>
    public const string LibraryVariable = "FREQUENCYML_ONNXRUNTIME";

    private const string TelemetryVariable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lock Gate = new();
    private static OrtEnv? environment;
    private static string? redirectedTo;

    /// <summary>The version of the native library, such as <c>1.31.1</c>.</summary>
    /// <exception cref="InvalidOperationException">The native library cannot be loaded.</exception>
    public static string Version => Initialize().GetVersionString();

    /// <summary>The providers that are compiled into the native library, by OnnxRuntime's names; not all of them have to work here.</summary>
    /// <exception cref="InvalidOperationException">The native library cannot be loaded.</exception>
    public static IReadOnlyList<string> Providers => Initialize().GetAvailableProviders();

    /// <summary>The full path of the native library; null where the system does not tell.</summary>
    /// <exception cref="InvalidOperationException">The native library cannot be loaded.</exception>
    public static string? LibraryPath
    {
        get
        {
            Initialize();
            using var process = Process.GetCurrentProcess();
            return process.Modules.Cast<ProcessModule>().Select(module => module.FileName).FirstOrDefault(IsRuntime);
        }
    }

    /// <summary>
    /// Loads the native library, if it is not loaded yet. Whatever this library does with OnnxRuntime starts with it; an application that
    /// uses OnnxRuntime itself calls it first, for <see cref="LibraryVariable"/> to hold there too.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The native library cannot be loaded, or <see cref="LibraryVariable"/> is set and this process has used OnnxRuntime before; the message
    /// says which.
    /// </exception>
    public static void Load() => Initialize();

    private static OrtEnv Initialize()
    {
        lock (Gate)
        {
            if (environment is not null) return environment;
            var path = Environment.GetEnvironmentVariable(LibraryVariable) is { Length: > 0 } given ? Path.GetFullPath(given) : null;
            try
            {
                DisableTelemetry();
                path = redirectedTo ?? path;                                          // an earlier call may have failed after that
                if (path is not null && redirectedTo is null) Redirect(path);
                return environment = OrtEnv.Instance();
            }
            catch (Exception error) when (error is OnnxRuntimeException or TypeInitializationException or DllNotFoundException or EntryPointNotFoundException)
            {
                throw new InvalidOperationException(path is null
                    ? "The native library of OnnxRuntime cannot be loaded; the application has to reference a package that holds it, such as " +
                        $"Microsoft.ML.OnnxRuntime, or {LibraryVariable} has to name one. {error.GetBaseException().Message.Split('\n')[0].Trim()}"
                    : $"{LibraryVariable} names '{path}', which is no OnnxRuntime of the version that this library was built for or a later one.", error);
            }
        }
    }

    /// <summary>Native code reads the environment that the process was given: .NET changes that on Windows, and a copy of it elsewhere.</summary>
    private static void DisableTelemetry()
    {
        if (Environment.GetEnvironmentVariable(TelemetryVariable) is not null) return;
        if (OperatingSystem.IsWindows()) Environment.SetEnvironmentVariable(TelemetryVariable, "1");
        else _ = SetEnvironmentVariable(TelemetryVariable, "1", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);

    private static void Redirect(string path)
    {
        if (!File.Exists(path)) throw new InvalidOperationException($"{LibraryVariable} names '{path}', but there is no such file.");
        if (OrtEnv.IsCreated) throw new InvalidOperationException($"{LibraryVariable} comes too late: this process has loaded OnnxRuntime already.");
        nint library;
        try
        {
            library = NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            // Advice on debugging comes before the loader's own words.
            var words = error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1];
            throw new InvalidOperationException($"{LibraryVariable} names '{path}', which is no library that can be loaded: {words}", error);
        }
        redirectedTo = path;
        OrtEnv.DisableDllImportResolver = true;                   // an assembly has only one, and OnnxRuntime would register its own
        NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, (name, _, _) =>
            name.Contains("onnxruntime", StringComparison.Ordinal) && !name.Contains("extensions", StringComparison.Ordinal) ? library : 0);
    }

    /// <summary>libonnxruntime.so, libonnxruntime.so.1.31.1, libonnxruntime.1.31.1.dylib or onnxruntime.dll.</summary>
    private static bool IsRuntime(string? path) =>
        Path.GetFileName(path) is { } file && (file.StartsWith("libonnxruntime.", StringComparison.Ordinal) || file == "onnxruntime.dll" || IsGiven(path));

    private static bool IsGiven(string? path) =>
        Environment.GetEnvironmentVariable(LibraryVariable) is { Length: > 0 } given && Path.GetFullPath(given) == path;
}

using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace FrequencyML.Benchmarks.Contenders.Native;

/// <summary>Compiles C with the system's <c>cc</c> when it is needed: the build needs no compiler, the repository no binaries.</summary>
internal static class SystemCompiler
{
    /// <summary>Compiles a shared library, or finds the one compiled before from the same source.</summary>
    /// <param name="name">The library's file name without its extension.</param>
    /// <param name="source">The C source.</param>
    /// <param name="arguments">What to link with, for example <c>-ljpeg</c>.</param>
    /// <returns>The library's path, in the temporary folder.</returns>
    /// <exception cref="NotSupportedException">There is no compiler, or it refused the source.</exception>
    public static string CompileLibrary(string name, string source, params ReadOnlySpan<string> arguments)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 8));
        var library = Path.Combine(Path.GetTempPath(), $"frequencyml-{name}-{key}.so");
        if (File.Exists(library)) return library;
        var unfinished = $"{library}.{Guid.NewGuid():N}";
        var start = new ProcessStartInfo("cc", ["-O2", "-shared", "-fPIC", "-x", "c", "-", "-o", unfinished, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Write(source);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new NotSupportedException($"cc could not compile {name}: {errors.Split('\n')[0]}");
        }
        catch (Win32Exception)
        {
            throw new NotSupportedException("there is no C compiler (cc)");
        }
        File.Move(unfinished, library, overwrite: true);
        return library;
    }
}

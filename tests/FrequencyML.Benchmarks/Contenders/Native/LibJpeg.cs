using System.Runtime.InteropServices;

namespace FrequencyML.Benchmarks.Contenders.Native;

/// <summary>The functions of <c>libjpeg_shim.c</c>, compiled and loaded on first use.</summary>
internal sealed unsafe class LibJpeg
{
    private static readonly Lazy<LibJpeg> Loaded = new(Load);

    private LibJpeg(nint library)
    {
        Open = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "shim_open");
        Close = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "shim_close");
        Message = (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(library, "shim_message");
        ReadCoefficients = (delegate* unmanaged<nint, byte*, nuint, int>)NativeLibrary.GetExport(library, "shim_read_coefficients");
        CopyCoefficients = (delegate* unmanaged<nint, byte*, nuint, short*, nuint, CLong*, CLong>)NativeLibrary.GetExport(library, "shim_copy_coefficients");
        DecodeRgb = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, int>)NativeLibrary.GetExport(library, "shim_decode_rgb");
        Version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "shim_version"))())!;
    }

    /// <summary>The functions.</summary>
    /// <exception cref="NotSupportedException">The compiler, the header or the library is missing.</exception>
    public static LibJpeg Instance => Loaded.Value;

    /// <summary>Name and version of the library, as its header gives them.</summary>
    public string Version { get; }

    /// <summary>The version, or why there is none.</summary>
    public static string Describe()
    {
        try
        {
            return Instance.Version;
        }
        catch (NotSupportedException error)
        {
            return $"no libjpeg: {error.Message}";
        }
    }

    public delegate* unmanaged<nint> Open { get; }

    public delegate* unmanaged<nint, void> Close { get; }

    public delegate* unmanaged<nint, nint> Message { get; }

    public delegate* unmanaged<nint, byte*, nuint, int> ReadCoefficients { get; }

    public delegate* unmanaged<nint, byte*, nuint, short*, nuint, CLong*, CLong> CopyCoefficients { get; }

    public delegate* unmanaged<nint, byte*, nuint, byte*, nuint, int> DecodeRgb { get; }

    private static LibJpeg Load()
    {
        using var resource = typeof(LibJpeg).Assembly.GetManifestResourceStream("libjpeg_shim.c")!;
        var source = new StreamReader(resource).ReadToEnd();
        return new LibJpeg(NativeLibrary.Load(SystemCompiler.CompileLibrary("libjpeg-shim", source, "-ljpeg")));
    }
}

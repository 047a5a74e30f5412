using System.Runtime.InteropServices;

namespace FrequencyML.Models.Internal;

/// <summary>The libraries that a provider of OnnxRuntime needs and that no package brings.</summary>
internal static class NativeDependencies
{
    // OnnxRuntime 1.31 opens it when the first convolution needs it, so that its provider's ELF file does not name it.
    private const string CuDnn = "libcudnn.so.9";

    /// <summary>The sonames that the loader does not find, in the order in which they are needed; on other systems than Linux none are looked for.</summary>
    /// <param name="providerLibrary">Such as <c>libonnxruntime_providers_cuda.so</c>.</param>
    /// <exception cref="IOException">The provider's library cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no ELF file.</exception>
    public static IReadOnlyList<string> FindMissing(string providerLibrary) =>
        OperatingSystem.IsLinux() ? [.. ElfFile.ReadNeeded(providerLibrary).Append(CuDnn).Distinct().Where(soname => !NativeLibrary.TryLoad(soname, out _))] : [];

    /// <summary>What to install for libraries that are missing, as a sentence.</summary>
    public static string Fix(IReadOnlyList<string> missing) =>
        $"Install {string.Join(", ", missing.Select(Product).Distinct())}, where the loader finds the libraries (LD_LIBRARY_PATH or ldconfig).";

    private static string Product(string soname)
    {
        var (name, version) = soname.Split(".so.") is [var stem, var number, ..] ? (stem, number) : (soname, "");
        return name switch
        {
            "libcuda" => "the NVIDIA driver",
            "libcudnn" => $"cuDNN {version}",
            "libcublas" or "libcublasLt" or "libcudart" => $"CUDA {version}",
            "libcurand" or "libcufft" => $"CUDA's {name[3..]}",                       // these count their versions apart
            "libnvinfer" or "libnvinfer_plugin" or "libnvonnxparser" => $"TensorRT {version}",
            _ => $"the package that holds {soname}",
        };
    }
}

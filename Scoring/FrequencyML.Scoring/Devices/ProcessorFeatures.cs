using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FrequencyML.Scoring.Devices;

/// <summary>The instructions of this processor that matter to OnnxRuntime's float32 and int8 kernels.</summary>
internal static class ProcessorFeatures
{
    /// <summary>Name, and whether the processor has it.</summary>
    public static IReadOnlyList<(string Name, bool Has)> Read()
    {
        if (AdvSimd.IsSupported) return [("NEON", true), ("dot product", Dp.IsSupported)];
        if (!X86Base.IsSupported) return [];
        // Structured extended feature flags, Intel SDM volume 2A, CPUID leaf 7 subleaf 0: VNNI is bit 11 of ECX, AMX-BF16 bit 22 and
        // AMX-INT8 bit 25 of EDX. .NET has no IsSupported for these.
        var (_, _, ecx, edx) = X86Base.CpuId(0, 0).Eax >= 7 ? X86Base.CpuId(7, 0) : default;
        return
        [
            ("AVX2", Avx2.IsSupported), ("AVX-512", Avx512F.IsSupported), ("AVX-512 VNNI", (ecx & 1 << 11) != 0),
            ("AMX-INT8", (edx & 1 << 25) != 0), ("AMX-BF16", (edx & 1 << 22) != 0),
        ];
    }

    /// <summary>One line.</summary>
    public static string Describe() =>
        $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} logical; " +
        string.Join(", ", Read().Select(feature => $"{feature.Name} {(feature.Has ? "yes" : "no")}"));
}

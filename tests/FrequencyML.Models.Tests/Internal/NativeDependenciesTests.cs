using FrequencyML.Models.Internal;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Models.Tests.Internal;

[Platform("Linux", Reason = "ELF files are Linux's.")]
public sealed class NativeDependenciesTests
{
    [Test]
    public void ReadNeeded_OnnxRuntime_AsksForTheCLibrary() =>
        Assert.That(ElfFile.ReadNeeded(InferenceRuntime.LibraryPath!), Does.Contain("libc.so.6").And.Contain("libstdc++.so.6").And.All.Match(@"\.so(\.\d+)*$"));

    [Test]
    public void ReadNeeded_TruncatedAnywhere_IsInvalidDataOrWhole()
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(InferenceRuntime.LibraryPath!.Replace("libonnxruntime.so", "libonnxruntime_providers_shared.so", StringComparison.Ordinal));
        var expected = ElfFile.ReadNeeded(folder.Write("whole.so", whole));
        for (var length = 0; length < whole.Length; length += length < 1024 ? 1 : 997)
        {
            var path = folder.Write("cut.so", whole[..length]);
            try
            {
                Assert.That(ElfFile.ReadNeeded(path), Is.EqualTo(expected));
            }
            catch (InvalidDataException)
            {
                // As documented.
            }
        }
    }

    [Test]
    public void ReadNeeded_Text_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("text.so", new byte[100]);
        Assert.That(() => ElfFile.ReadNeeded(path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("text.so' is no 64-bit little-endian ELF file"));
    }

    [Test]
    public void FindMissing_LibraryWhoseNeedsAreThere_NamesOnlyCuDnn()
    {
        var missing = NativeDependencies.FindMissing(InferenceRuntime.LibraryPath!);
        Assert.That(missing, Is.Empty.Or.EqualTo(new[] { "libcudnn.so.9" }), "what is loaded is not missing");
    }

    [Test]
    public void Fix_LibrariesOfCuda_NamesEachProductOnce() =>
        Assert.That(NativeDependencies.Fix(["libcublasLt.so.13", "libcublas.so.13", "libcudart.so.13", "libcuda.so.1", "libcudnn.so.9", "libnvinfer.so.10", "libx.so.2"]),
            Does.StartWith("Install CUDA 13, the NVIDIA driver, cuDNN 9, TensorRT 10, the package that holds libx.so.2, where"));
}

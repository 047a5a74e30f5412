using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Cli.Tests;

/// <summary>The command on processors with fewer instructions, which .NET plays when told to.</summary>
public sealed class ProcessorTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    // Sums of float32 products in another order, and rounded more often; coefficients up to 880. Seen: 6e-5.
    [TestCase("DOTNET_EnableAVX2"), TestCase("DOTNET_EnableAVX"), TestCase("DOTNET_EnableHWIntrinsic")]
    public void Channels_WithoutInstructions_AreTheSameWithinRounding(string variable)
    {
        var image = Repository.PathOf("data", "samples", "foliage", "7-0003.jpg");
        foreach (var path in new[] { "coefficients", "pixels" })
        {
            string[] arguments = ["channels", image, "--path", path, "--selection", "64", "--resize", "256", "--crop", "224"];
            Assert.That(Frequencyml.Run([.. arguments, "-o", folder["default.npy"]]).ExitCode, Is.Zero);
            var result = Frequencyml.RunWith(variable, "0", [.. arguments, "-o", folder["without.npy"]]);
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            float[] expected = Read("default.npy"), actual = Read("without.npy");
            Assert.That(actual, Has.Length.EqualTo(expected.Length).And.Length.EqualTo(64 * 28 * 28));
            Assert.That(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(1e-3), path);
            if (path == "coefficients" && Fma.IsSupported)
                Assert.That(actual, Is.Not.EqualTo(expected), "as if the variable had done nothing");
        }
    }

    /// <summary>The values of a .npy file, whose header ends at a multiple of 64 bytes.</summary>
    private float[] Read(string name)
    {
        var file = File.ReadAllBytes(folder[name]);
        return MemoryMarshal.Cast<byte, float>(file.AsSpan(10 + BitConverter.ToUInt16(file, 8))).ToArray();
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Cli.Tests;

/// <summary>The command on processors with fewer instructions, which .NET plays when told to.</summary>
public sealed class ProcessorTests
{
    private static readonly string[] Paths = ["coefficients", "pixels"];
    private readonly TemporaryFolder folder = new();

    [OneTimeSetUp]
    public void ExtractWithAllInstructions()
    {
        foreach (var path in Paths) Assert.That(Frequencyml.Run(Channels(path, "default")).ExitCode, Is.Zero);
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    // Sums of float32 products in another order, and rounded more often; coefficients up to 880. Seen: 6e-5.
    [TestCase("DOTNET_EnableAVX2"), TestCase("DOTNET_EnableAVX"), TestCase("DOTNET_EnableHWIntrinsic")]
    public void Channels_WithoutInstructions_AreTheSameWithinRounding(string variable)
    {
        foreach (var path in Paths)
        {
            var result = Frequencyml.RunWith(variable, "0", Channels(path, variable));
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            float[] expected = Read(path, "default"), actual = Read(path, variable);
            Assert.That(actual, Has.Length.EqualTo(expected.Length).And.Length.EqualTo(64 * 28 * 28));
            Assert.That(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(1e-3), path);
            if (path == "coefficients" && Fma.IsSupported)
                Assert.That(actual, Is.Not.EqualTo(expected), "as if the variable had done nothing");
        }
    }

    private string[] Channels(string path, string processor)
    {
        var image = Repository.PathOf("data", "samples", "foliage", "7-0003.jpg");
        return ["channels", image, "--path", path, "--selection", "64", "--resize", "256", "--crop", "224", "-o", Output(path, processor)];
    }

    private string Output(string path, string processor) => folder[$"{path}-{processor}.npy"];

    /// <summary>The values of a .npy file, whose header ends at a multiple of 64 bytes.</summary>
    private float[] Read(string path, string processor)
    {
        var file = File.ReadAllBytes(Output(path, processor));
        return MemoryMarshal.Cast<byte, float>(file.AsSpan(10 + BitConverter.ToUInt16(file, 8))).ToArray();
    }
}

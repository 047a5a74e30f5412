using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class InferenceRuntimeTests
{
    [Test]
    public void Runtime_OfThePackage_HasVersionProvidersAndPath()
    {
        Assert.That(InferenceRuntime.Version, Does.Match(@"^\d+\.\d+\.\d+"));
        Assert.That(InferenceRuntime.Providers, Does.Contain("CPUExecutionProvider"));
        if (OperatingSystem.IsMacOS()) Assert.Ignore("macOS does not list the libraries of a process.");
        Assert.That(InferenceRuntime.LibraryPath, Does.Exist.And.Contains("onnxruntime"));
    }
}

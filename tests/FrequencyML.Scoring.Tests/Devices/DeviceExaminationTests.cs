using FrequencyML.Models;
using FrequencyML.Scoring.Devices;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Devices;

public sealed class DeviceExaminationTests
{
    [Test]
    public void Of_Cpu_IsUsableAndNeedsNoWords() =>
        Assert.That(DeviceExamination.Of(InferenceDevice.Cpu), Is.EqualTo(new DeviceExamination(InferenceDevice.Cpu, InferenceDevice.Cpu, "")));

    [Test]
    public void Of_DeviceThatIsNotThere_SaysWhyAndWhatToDo()
    {
        if (InferenceRuntime.Providers.Count > 1) Assert.Ignore("This OnnxRuntime has a provider for a GPU.");
        var found = DeviceExamination.Of(InferenceDevice.Parse("cuda:1"));
        Assert.That((found.IsUsable, found.RunsOn), Is.EqualTo((false, (InferenceDevice?)null)));
        Assert.That(found.Detail, Does.StartWith("this OnnxRuntime"));
        Assert.That(found.Fix, Does.StartWith("Build with -p:OnnxRuntimeFlavor=Gpu"));
    }

    [TestCase("auto", "cpu", "cuda", "tensorrt", "webgpu", "auto")]
    [TestCase("cuda:1", "cpu", "tensorrt", "webgpu", "cuda:1")]
    public void All_Always_IsOneOfEveryKindAndTheChosenLast(string chosen, params string[] expected) =>
        Assert.That(DeviceExamination.All(InferenceDevice.Parse(chosen)).Select(found => $"{found.Device}"), Is.EqualTo(expected));
}

using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class InferenceDeviceTests
{
    [TestCase("auto", InferenceDeviceKind.Auto, 0)]
    [TestCase("cpu", InferenceDeviceKind.Cpu, 0)]
    [TestCase("cuda", InferenceDeviceKind.Cuda, 0)]
    [TestCase("cuda:3", InferenceDeviceKind.Cuda, 3)]
    [TestCase("tensorrt", InferenceDeviceKind.TensorRt, 0)]
    [TestCase("tensorrt:12", InferenceDeviceKind.TensorRt, 12)]
    [TestCase("webgpu", InferenceDeviceKind.WebGpu, 0)]
    public void Parse_Device_ToStringGivesItBack(string text, InferenceDeviceKind kind, int index)
    {
        var device = InferenceDevice.Parse(text);
        Assert.That((device.Kind, device.Index), Is.EqualTo((kind, index)));
        Assert.That(device, Is.EqualTo(new InferenceDevice(kind, index)));
        Assert.That(device.ToString(), Is.EqualTo(text));
        Assert.That(InferenceDevice.Parse(text.ToUpperInvariant()), Is.EqualTo(device));
    }

    [Test]
    public void Parse_IndexZero_IsLeftOut() => Assert.That(InferenceDevice.Parse("cuda:0").ToString(), Is.EqualTo("cuda"));

    [TestCase(""), TestCase("gpu"), TestCase("1"), TestCase("cuda:"), TestCase("cuda:-1"), TestCase("cuda: 1"), TestCase("cuda:1:2")]
    [TestCase("cuda:99999999999"), TestCase("cpu:0"), TestCase("webgpu:1"), TestCase("auto:0")]
    public void Parse_Other_ListsWhatThereIs(string text) =>
        Assert.That(() => InferenceDevice.Parse(text), Throws.TypeOf<FormatException>()
            .With.Message.EqualTo($"'{text}' is no device; expected auto, cpu, cuda, cuda:n, tensorrt, tensorrt:n or webgpu."));

    [Test]
    public void Constructor_WrongIndexOrKind_Throws()
    {
        Assert.That(() => new InferenceDevice(InferenceDeviceKind.Cuda, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new InferenceDevice(InferenceDeviceKind.Cpu, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new InferenceDevice((InferenceDeviceKind)9), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Default_OfTheType_IsAuto() => Assert.That(default(InferenceDevice), Is.EqualTo(InferenceDevice.Auto));
}

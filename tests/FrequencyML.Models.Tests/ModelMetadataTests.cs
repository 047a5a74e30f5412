using FrequencyML.Dct;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class ModelMetadataTests
{
    [Test]
    public void FromProperties_WhatToPropertiesWrote_IsEqual()
    {
        var metadata = TestModel.Metadata with
        {
            Geometry = new ImageGeometry(128, 112, ResizeKernel.Bilinear, ChromaFilter.Dctnet),
            Selection = new ChannelSelection([new DctChannel(77), new DctChannel(0), new DctChannel(1)]),
            Labels = ["a, b", "\"quoted\"", "ünï"],
            GateRate = 1.0 / 3,
            Accuracy = 0.98765432109876,
        };
        var read = ModelMetadata.FromProperties(metadata.ToProperties(), "m.onnx");
        Assert.That(read with { Labels = metadata.Labels }, Is.EqualTo(metadata));
        Assert.That(read.Labels, Is.EqualTo(metadata.Labels));
    }

    [Test]
    public void FromProperties_WithoutGateRateAndAccuracy_AreNull()
    {
        var read = ModelMetadata.FromProperties((TestModel.Metadata with { GateRate = null }).ToProperties(), "m.onnx");
        Assert.That(read.GateRate, Is.Null);
        Assert.That(read.Accuracy, Is.Null);
    }

    private static IEnumerable<string> Properties() => TestModel.Metadata.ToProperties().Keys;

    [TestCaseSource(nameof(Properties))]
    public void FromProperties_OneMissing_NamesModelAndProperty(string missing)
    {
        var properties = TestModel.Metadata.ToProperties().Where(pair => pair.Key != missing).ToDictionary();
        Assert.That(() => ModelMetadata.FromProperties(properties, "m.onnx"),
            Throws.InvalidOperationException.With.Message.Contains("m.onnx").And.Message.Contains($"'{missing}'"));
    }

    [TestCase("format_version", "2")]
    [TestCase("format_version", "one")]
    [TestCase("selection", "Q7")]
    [TestCase("resize", "8")]
    [TestCase("resize", "99999999999")]
    [TestCase("crop", "12")]
    [TestCase("kernel", "lanczos")]
    [TestCase("kernel", "1")]
    [TestCase("chroma_filter", "")]
    [TestCase("labels", "a,b")]
    [TestCase("labels", "[]")]
    [TestCase("labels", "[\"a\",null]")]
    [TestCase("labels", "[\"a\",\"a\"]")]
    [TestCase("gate_rate", "1.5")]
    [TestCase("accuracy", "high")]
    public void FromProperties_WrongValue_NamesModelAndProperty(string name, string value)
    {
        var properties = TestModel.Metadata.ToProperties().ToDictionary();
        properties[$"frequencyml.{name}"] = value;
        Assert.That(() => ModelMetadata.FromProperties(properties, "m.onnx"),
            Throws.InvalidOperationException.With.Message.Contains("m.onnx").And.Message.Contains(name).Or.Message.Contains(name.Replace('_', ' ')));
    }
}

using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class CompletionTests(Shell shell) : ModuleFixture(shell)
{
    [TestCase("Invoke-FrequencyScore -Device ", "auto cpu cuda cuda:1 tensorrt tensorrt:1 webgpu")]
    [TestCase("Start-FrequencyBatch -Device c", "cpu cuda cuda:1")]
    [TestCase("Test-FrequencyDevice T", "tensorrt tensorrt:1")]
    [TestCase("Get-DctChannel -Selection ", "6 24 32 48 64 192")]
    [TestCase("Get-DctChannel -Kernel ", "Bilinear Triangle")]
    [TestCase("Start-FrequencyBatch -Format ", "Csv Ndjson Parquet")]
    [TestCase("Invoke-FrequencyScore -Model ", "./folder ./one.onnx")]
    [TestCase("Start-FrequencyBatch -Model o", "./one.onnx")]
    [TestCase("Get-DctChannel -Model folder/", "'./folder/two words.onnx'")]
    [TestCase("Get-FrequencyModel ", "./folder ./one.onnx")]
    [TestCase("Invoke-FrequencyScore -Inc", "-IncludeEmbedding -IncludeChannels")]
    public void TabExpansion_OfAParameter_GivesItsValues(string line, string expected)
    {
        foreach (var file in new[] { "one.onnx", "notes.txt", "folder/two words.onnx", "folder/photo.jpg" }) Folder.Write(file, []);
        Assert.That(Lines($"(TabExpansion2 '{line}' -cursorColumn {line.Length}).CompletionMatches.CompletionText -join ' '"),
            Is.EqualTo([OperatingSystem.IsWindows() ? expected.Replace('/', '\\') : expected]));
    }
}

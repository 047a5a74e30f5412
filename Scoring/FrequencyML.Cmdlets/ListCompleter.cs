using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace FrequencyML.Cmdlets;

/// <summary>Completes the values of a list.</summary>
/// <param name="values">The values, each with what a tooltip says of it.</param>
public abstract class ListCompleter(params (string Value, string Description)[] values) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from known in values
        where known.Value.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
        select new CompletionResult(known.Value, known.Value, CompletionResultType.ParameterValue, known.Description);
}

/// <summary>Completes the names of devices.</summary>
public sealed class DeviceCompleter() : ListCompleter(
    ("auto", "The first GPU that runs the model, TensorRT excepted, else the CPU"),
    ("cpu", "The processor"),
    ("cuda", "An NVIDIA GPU, through CUDA and cuDNN"),
    ("cuda:1", "The second NVIDIA GPU"),
    ("tensorrt", "An NVIDIA GPU, through TensorRT"),
    ("tensorrt:1", "The second NVIDIA GPU, through TensorRT"),
    ("webgpu", "A GPU, in an OnnxRuntime that was built with WebGPU"));

/// <summary>Completes the published selections of channels.</summary>
public sealed class SelectionCompleter() : ListCompleter(
    ("6", "6 channels"), ("24", "The paper's main selection"), ("32", "32 channels"), ("48", "48 channels"), ("64", "64 channels"), ("192", "All channels"));

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace FrequencyML.Cmdlets;

/// <summary>Completes paths of ONNX files, and of the folders on the way.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionCompleters.CompleteFilename(wordToComplete ?? "").Where(found =>
            found.ResultType == CompletionResultType.ProviderContainer || found.ListItemText.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase));
}

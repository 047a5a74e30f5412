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

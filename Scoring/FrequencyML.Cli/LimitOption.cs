using System.CommandLine;
using FrequencyML.Dct;
using FrequencyML.Scoring;

namespace FrequencyML.Cli;

/// <summary><c>--limit</c>: what one input may cost.</summary>
internal static class LimitOption
{
    public static Option<InputLimits> Create() => new("--limit")
    {
        Description = $"What one input may cost, as name=number; may be repeated. One of {LimitText.Names}.",
        DefaultValueFactory = _ => InputLimits.Default,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            try
            {
                return LimitText.Parse(result.Tokens.Select(token => token.Value));
            }
            catch (FormatException error)
            {
                result.AddError(error.Message);
                return InputLimits.Default;
            }
        },
    };
}

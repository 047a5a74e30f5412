namespace FrequencyML.Shared;

/// <summary>What an exception says to a user.</summary>
internal static class ErrorText
{
    /// <summary>Its message as one line, without the name of a parameter of ours that .NET appends.</summary>
    public static string Of(Exception error) => error.Message.Split(" (Parameter '")[0].ReplaceLineEndings(" ");
}

using System.CommandLine;

namespace FrequencyML.Training.Commands;

/// <summary>Options that name a file or folder and must be given.</summary>
internal static class RequiredPath
{
    public static Option<string> Option(string name, string description) => new(name) { Description = description, Required = true };
}

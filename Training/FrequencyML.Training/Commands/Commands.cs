using System.CommandLine;

namespace FrequencyML.Training.Commands;

/// <summary>What the commands share: folder arguments and one clear sentence for what went wrong.</summary>
internal static class Commands
{
    public static int Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"frequencyml-train: {parsed.Errors[0].Message} See frequencyml-train --help.");
            return 2;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception error) when (error is IOException or InvalidDataException or InvalidOperationException
            or ArgumentException or FormatException or UnauthorizedAccessException or NotSupportedException)
        {
            Console.Error.WriteLine($"frequencyml-train: {error.Message.ReplaceLineEndings(" ")}");
            return 2;
        }
    }

    public static Option<string> Folder(string name, string description) => new(name) { Description = description, Required = true };
}

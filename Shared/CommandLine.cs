using System.CommandLine;
using System.CommandLine.Parsing;

namespace FrequencyML.Shared;

/// <summary>What the commands have in common: how options are declared, and one clear sentence for what went wrong.</summary>
internal static class CommandLine
{
    /// <summary>The exit code of wrong usage and of models or outputs that cannot be used.</summary>
    public const int UsageError = 2;

    /// <summary>Parses and runs; errors that concern the caller's input end as one line on stderr and <see cref="UsageError"/>.</summary>
    public static int Run(string name, RootCommand root, string[] args)
    {
        try
        {
            return ParseAndRun(name, root, args);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or FormatException
            or ArgumentException or InvalidOperationException or NotSupportedException or OutOfMemoryException)
        {
            return Fail(name, ErrorText.Of(error));
        }
        catch (System.Runtime.InteropServices.ExternalException error)                // libtorch's errors, with a stack of its own below
        {
            return Fail(name, error.Message.Split('\n')[0]);
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException)
        {
            return Fail(name, $"A native library cannot be loaded: {error.GetBaseException().Message}");
        }
    }

    /// <summary>An option with a default that help shows.</summary>
    public static Option<T> Option<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    /// <summary>An option that takes a whole number within a range.</summary>
    public static Option<int> Number(string name, string description, int value, int smallest, int largest)
    {
        var option = Option(name, description, value);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && (number < smallest || number > largest))
                result.AddError($"{name} is {number}; expected {smallest} to {largest}.");
        });
        return option;
    }

    /// <summary>An option that takes one of an enumeration's names, in lower case.</summary>
    public static Option<T> Choice<T>(string name, string description, T value)
        where T : struct, Enum => new(name)
        {
            Description = $"{description} One of {Names<T>()}.",
            DefaultValueFactory = _ => value,
            CustomParser = result => ParseChoice<T>(result) ?? value,
        };

    /// <summary>Reads one of an enumeration's names.</summary>
    public static T? ParseChoice<T>(ArgumentResult result)
        where T : struct, Enum
    {
        foreach (var choice in Enum.GetValues<T>())                                   // by name only: Enum.Parse would take its number too
            if (choice.ToString().Equals(result.Tokens[0].Value, StringComparison.OrdinalIgnoreCase)) return choice;
        result.AddError($"'{result.Tokens[0].Value}' is no value of {((OptionResult)result.Parent!).Option.Name}; expected one of {Names<T>()}.");
        return null;
    }

    /// <summary>Writes to stderr, if that can be written: a full disk under a log must not undo good work.</summary>
    public static void Report(string text)
    {
        try
        {
            Console.Error.WriteLine(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // There is nowhere left to say it.
        }
    }

    private static int ParseAndRun(string name, RootCommand root, string[] args)
    {
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });   // @x.jpg is a file, not a list
        if (parsed.UnmatchedTokens is [var unknown, ..]) return Fail(name, $"'{unknown}' is no command or option here. See {name} --help.");
        if (parsed.Errors.Count > 0) return Fail(name, $"{parsed.Errors[0].Message} See {name} --help.");
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(choice => choice.ToLowerInvariant()));

    private static int Fail(string name, string message)
    {
        Report($"{name}: {message.ReplaceLineEndings(" ")}");
        return UsageError;
    }
}

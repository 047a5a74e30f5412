using System.Management.Automation;
using FrequencyML.Models;
using FrequencyML.Shared;

namespace FrequencyML.Cmdlets;

/// <summary>Turns exceptions about what a user has given into error records; any other is a defect, and passes through.</summary>
internal static class CmdletErrors
{
    private static readonly Dictionary<string, string> Options = new()
    {
        ["--overwrite"] = "-Overwrite",
        ["--column"] = "-Column",
        ["--null"] = "-Null",
        ["--shard-index"] = "-ShardIndex",
        ["--shard-count"] = "-ShardCount",
    };

    /// <summary>Does something, and ends the cmdlet with an error where that fails.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="target">What the error is about.</param>
    /// <param name="action">What to do.</param>
    public static T Checked<T>(this Cmdlet cmdlet, string target, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (ToRecord(error, target) is { } record)
        {
            cmdlet.ThrowTerminatingError(record);
            throw;                                                                    // not reached: the line above throws
        }
    }

    /// <summary>The error record of an exception; null for those that are no fault of the user's.</summary>
    public static ErrorRecord? ToRecord(Exception error, string target)
    {
        (string Id, ErrorCategory Category)? found = error switch
        {
            DeviceUnavailableException => ("DeviceUnavailable", ErrorCategory.ResourceUnavailable),
            FileNotFoundException or DirectoryNotFoundException or SessionStateException => ("NotFound", ErrorCategory.ObjectNotFound),
            FormatException or ArgumentException => ("InvalidArgument", ErrorCategory.InvalidArgument),
            InvalidDataException => ("InvalidData", ErrorCategory.InvalidData),
            UnauthorizedAccessException => ("AccessDenied", ErrorCategory.PermissionDenied),
            IOException => ("IOError", ErrorCategory.ResourceUnavailable),
            OutOfMemoryException => ("OutOfMemory", ErrorCategory.ResourceUnavailable),
            PSInvalidOperationException => null,                                      // PowerShell's own
            InvalidOperationException or NotSupportedException => ("InvalidOperation", ErrorCategory.InvalidOperation),
            _ => null,
        };
        return found is var (id, category)
            ? new ErrorRecord(error, id, category, target) { ErrorDetails = new(NamingParameters(ErrorText.Of(error))) }
            : null;
    }

    /// <summary>A sentence about the options of the command <c>frequencyml score</c>, about those parameters here that do the same.</summary>
    public static string NamingParameters(string sentence) => Options.Aggregate(sentence, (text, option) => text.Replace(option.Key, option.Value, StringComparison.Ordinal));
}

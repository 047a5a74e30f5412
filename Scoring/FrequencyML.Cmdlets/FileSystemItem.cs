using System.Management.Automation;
using FrequencyML.Models;

namespace FrequencyML.Cmdlets;

/// <summary>A file that a parameter names, or why it names none.</summary>
/// <param name="Path">The full path; the text that was given where there is an error.</param>
/// <param name="Error">Why the text names no file; null if it does, which need not be there.</param>
internal readonly record struct FileSystemItem(string Path, Exception? Error = null)
{
    /// <summary>The names of the two usual parameter sets: wildcards are expanded in one, and not in the other.</summary>
    public const string PathSet = "Path", LiteralPathSet = "LiteralPath";

    private const string Provider = "FileSystem";

    /// <summary>
    /// The path of a file with its provider. As the property PSPath it makes an object a file to Move-Item and the like, which take it by -LiteralPath: a
    /// property Path would be taken for a pattern, and a file such as <c>photo[1].jpg</c> not be found.
    /// </summary>
    public static string ProviderPath(string fullName) => $@"Microsoft.PowerShell.Core\{Provider}::{fullName}";

    /// <summary>The full path of a file or folder, which need not exist.</summary>
    /// <param name="cmdlet">The cmdlet, to whose location it is relative.</param>
    /// <param name="path">The path, in which nothing is expanded.</param>
    /// <exception cref="ItemNotFoundException">It is no path of the file system; the message says of what.</exception>
    public static string FullPath(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == Provider ? full : throw new ItemNotFoundException($"'{path}' is no file: it belongs to the provider {provider.Name}.");
    }

    /// <summary>The file of a path in which nothing is expanded.</summary>
    public static FileSystemItem Literal(PSCmdlet cmdlet, string path)
    {
        try
        {
            return new(FullPath(cmdlet, path));
        }
        catch (Exception error) when (IsOfThePath(error))
        {
            return new(path, error);
        }
    }

    /// <summary>The files that match a path with wildcards, or one error if none does.</summary>
    public static IEnumerable<FileSystemItem> Matching(PSCmdlet cmdlet, string path)
    {
        try
        {
            var found = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
            return found.Count == 0 ? [new(path, new ItemNotFoundException($"No file matches '{path}'."))]
                : provider.Name == Provider ? found.Select(file => new FileSystemItem(file))
                : [Literal(cmdlet, path)];
        }
        catch (Exception error) when (IsOfThePath(error))
        {
            return [new(path, error)];
        }
    }

    /// <summary>The file as an image; where there is none, reading it fails with the reason, when its turn comes.</summary>
    public ImageSource ToSource()
    {
        var error = Error;
        return error is null ? new(Path) : new(Path, () => throw error);
    }

    private static bool IsOfThePath(Exception error) =>
        error is SessionStateException or ProviderInvocationException or WildcardPatternException or ArgumentException or NotSupportedException or IOException or UnauthorizedAccessException;
}

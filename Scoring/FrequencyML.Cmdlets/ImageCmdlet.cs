using System.Management.Automation;

namespace FrequencyML.Cmdlets;

/// <summary>What the cmdlets that read images have in common: how files are named, and what becomes of those that cannot be read.</summary>
public abstract class ImageCmdlet : PSCmdlet
{
    /// <summary>Image files: JPEG, PNG, WebP, BMP or GIF. Wildcards are expanded; a pattern that matches nothing is an error.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FileSystemItem.PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Image files, in whose names nothing is expanded. The files of Get-ChildItem come here.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSystemItem.LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The files of this record, in order. What names no file is among them, and fails when it is read: so it takes its turn, and becomes an error record like
    /// a file that is no image.
    /// </summary>
    private protected IEnumerable<FileSystemItem> Files() => ParameterSetName == FileSystemItem.LiteralPathSet
        ? LiteralPath.Select(path => FileSystemItem.Literal(this, path))
        : Path.SelectMany(path => FileSystemItem.Matching(this, path));

    /// <summary>Writes a non-terminating error whose target is the file.</summary>
    private protected void WriteImageError(string path, string message) =>
        WriteError(new ErrorRecord(new InvalidDataException($"{path}: {message}"), "ImageError", ErrorCategory.InvalidData, path));
}

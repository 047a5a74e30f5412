using System.Management.Automation;

namespace FrequencyML.Cmdlets;

/// <summary>How far two images are apart.</summary>
public sealed class ImageDistance
{
    internal ImageDistance(string path, string reference, double distance) => (FullName, ReferencePath, Distance) = (path, reference, distance);

    /// <summary>The full path of an image.</summary>
    public string FullName { get; }

    /// <summary>The path as other cmdlets take it, for any name.</summary>
    [Hidden]
    public string PSPath => FileSystemItem.ProviderPath(FullName);

    /// <summary>The full path of the image it was compared with.</summary>
    public string ReferencePath { get; }

    /// <summary>The root mean square difference of their channels, in JPEG coefficient units; 0 for equal ones.</summary>
    public double Distance { get; }

    /// <inheritdoc/>
    public override string ToString() => FullName;
}

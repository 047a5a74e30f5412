namespace FrequencyML.View.Results;

/// <summary>A folder of images, one for all rows in it.</summary>
/// <param name="name">Its name, without the folders above it.</param>
internal sealed class ImageFolder(string name)
{
    /// <summary>Its name, without the folders above it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether this is the name of a class, and so the truth of its images.</summary>
    public bool IsClass { get; set; }
}

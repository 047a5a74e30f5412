namespace FrequencyML.Models;

/// <summary>An image to score: a file, or whatever else gives the bytes of one.</summary>
/// <param name="Path">What its result is called; without <paramref name="Read"/> the file to read.</param>
/// <param name="Read">
/// Gives the bytes of a JPEG, PNG, WebP, BMP or GIF file, called once on a decoding thread, and again if memory ran out; what else it throws is the error of this image
/// alone. Null for a file.
/// </param>
public readonly record struct ImageSource(string Path, Func<ReadOnlyMemory<byte>>? Read = null);

using System.Runtime.ExceptionServices;
using FrequencyML.Dct;

namespace FrequencyML.Training.Data;

/// <summary>Decodes training images in parallel; one that fails ends the work, by its name.</summary>
internal static class ImageDecoding
{
    /// <summary>Runs <paramref name="body"/> for 0..<paramref name="count"/>-1 on several processors and throws what it throws.</summary>
    public static void For(int count, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, body);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    /// <summary>Extracts the channels of a file.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read or decoded; the message names it and says why.</exception>
    public static void Extract(DctChannelExtractor extractor, string path, Span<float> channels)
    {
        try
        {
            extractor.Extract(path, channels);
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            throw new InvalidDataException($"'{path}': {error.Message} Remove the file, or repair it.", error);
        }
    }

    /// <summary>Whether an exception says that a file cannot be read or decoded.</summary>
    public static bool IsOfTheFile(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException;
}

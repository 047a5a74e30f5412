using FrequencyML.Scoring.Rows;
using FrequencyML.Shared;

namespace FrequencyML.Scoring.Runs;

/// <summary>The part files of a complete run as one file.</summary>
internal static class PartMerge
{
    /// <summary>Joins the parts: the bytes that scoring to one file gives.</summary>
    /// <param name="parts">The run.</param>
    /// <param name="target">The file to write; it is there when it is whole.</param>
    /// <param name="format">Its format; null for what its extension says, else that of the parts.</param>
    /// <param name="cancellation">Ends the work; nothing is written then.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="InvalidDataException">The parts are not complete, or the target is one of them; the message says what is wrong.</exception>
    /// <exception cref="IOException">A part cannot be read, or the target cannot be written.</exception>
    public static void Write(PartFolder parts, string target, RowFormat? format, CancellationToken cancellation)
    {
        if (parts.Owns(target)) throw new InvalidDataException($"'{target}' is one of the part files; take another name.");
        Check(parts.CheckNames());                                                    // before hours of reading
        WholeFile.Write(target, temporary =>
        {
            using var stream = File.Create(temporary);
            using var writer = (format ?? RowFormats.OfFile(target) ?? parts.Run.Format).Write(stream, parts.Run.Columns);
            Check(parts.Read(row =>
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Write(row);
            }));
        });
    }

    private static void Check(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0) throw new InvalidDataException($"The parts are not complete: {string.Join(' ', problems)}");
    }
}

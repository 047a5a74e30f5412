using FrequencyML.Models;
using FrequencyML.Scoring.Rows;
using FrequencyML.Shared;

namespace FrequencyML.Scoring.Runs;

/// <summary>A part while it is written: complete after <see cref="Commit"/>, else nothing of it stays.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly WholeFile file;
    private readonly FileStream stream;
    private readonly IRowWriter writer;
    private readonly long end;
    private long next;

    /// <param name="path">The part's file.</param>
    /// <param name="run">The run it belongs to.</param>
    /// <param name="part">Its number.</param>
    public PartFile(string path, RunDescription run, int part)
    {
        (next, end) = run.RowsOf(part);
        file = new WholeFile(path);
        stream = File.Create(file.Temporary);
        try
        {
            writer = run.Format.Write(stream, run.Columns);
        }
        catch
        {
            stream.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether all rows are there.</summary>
    public bool IsFull => next == end;

    /// <summary>Writes the next row.</summary>
    public void Write(ImageScore image) => writer.Write(new ScoreRow(next++, image));

    /// <summary>Puts the part in its place.</summary>
    /// <exception cref="IOException">It cannot be flushed or renamed, or another worker has removed it.</exception>
    public void Commit()
    {
        writer.Dispose();
        stream.Dispose();
        if (!File.Exists(file.Temporary)) throw new IOException($"'{file.Temporary}' has been removed: another worker does the same shard.");
        file.Commit();
    }

    public void Dispose()
    {
        try
        {
            writer.Dispose();
            stream.Dispose();
        }
        catch (IOException)
        {
            // Of a disk that is full: what it held back is dropped anyway.
        }
        file.Dispose();
    }
}

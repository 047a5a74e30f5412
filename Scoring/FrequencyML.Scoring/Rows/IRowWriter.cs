namespace FrequencyML.Scoring.Rows;

/// <summary>
/// Writes rows in one of the formats. Disposing of it ends the file and leaves the stream open; where a write has failed before, it does nothing, and what the
/// stream then holds is no whole file. Rows are copied: their vectors may be reused after a call.
/// </summary>
internal interface IRowWriter : IDisposable
{
    /// <summary>Writes the next row.</summary>
    /// <exception cref="IOException">The stream cannot be written; also from the other two.</exception>
    void Write(ScoreRow row);

    /// <summary>Passes what was written on to the stream, where the format allows to.</summary>
    void Flush();
}

namespace FrequencyML.Scoring.Rows;

/// <summary>What writers share: after a failed write, disposing of one ends nothing and so cannot hide the first exception.</summary>
internal abstract class RowWriter : IRowWriter
{
    private bool over;

    /// <inheritdoc/>
    public void Write(ScoreRow row)
    {
        try
        {
            WriteRow(row);
        }
        catch
        {
            over = true;                                                              // half a row may be there: nothing may follow it
            throw;
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        try
        {
            FlushRows();
        }
        catch
        {
            over = true;
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (over) return;
        over = true;
        End();
    }

    /// <summary>Writes a row.</summary>
    protected abstract void WriteRow(ScoreRow row);

    /// <summary>Passes on what can be.</summary>
    protected abstract void FlushRows();

    /// <summary>Writes what is left and whatever ends a file.</summary>
    protected abstract void End();
}

using System.Diagnostics;

namespace FrequencyML.Soak.Subjects;

/// <summary>What is soaked: scores the same files again and again, and must give the same rows each time.</summary>
/// <param name="name">As reports call it.</param>
/// <param name="process">The process that works.</param>
internal abstract class Subject(string name, Process process) : IDisposable
{
    private string[]? first;

    /// <summary>As reports call it.</summary>
    public string Name => name;

    /// <summary>The process that works.</summary>
    public Process Process => process;

    /// <summary>How many rows there were.</summary>
    public long Rows { get; private set; }

    /// <summary>How many of them differ from that of the first pass.</summary>
    public long DifferentRows { get; private set; }

    /// <summary>The first of those, as it was and as it is; null while there is none.</summary>
    public string? Difference { get; private set; }

    /// <summary>How many rows of the first pass are errors.</summary>
    public int Errors { get; private set; }

    /// <summary>Scores all files once.</summary>
    /// <returns>How many rows came.</returns>
    public abstract int Pass();

    /// <summary>Closes what holds native memory and makes it again.</summary>
    public virtual void Renew()
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Compares a row with that of the first pass, bit for bit.</summary>
    /// <param name="count">The rows of a pass.</param>
    /// <param name="row">Its text, without its number.</param>
    /// <param name="isError">Whether it is that of an image that could not be scored.</param>
    protected void Check(int count, string row, bool isError)
    {
        first ??= new string[count];
        var index = (int)(Rows % count);
        if (Rows++ < count)
        {
            first[index] = row;
            if (isError) Errors++;
        }
        else if (!string.Equals(first[index], row, StringComparison.Ordinal))
        {
            DifferentRows++;
            Difference ??= $"row {Rows - 1} was '{first[index]}' and is '{row}'";
        }
    }
}

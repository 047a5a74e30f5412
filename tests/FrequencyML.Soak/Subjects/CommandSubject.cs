using System.Diagnostics;
using System.Globalization;

namespace FrequencyML.Soak.Subjects;

/// <summary>One process of <c>frequencyml score -</c> for the whole time, which is given paths and gives rows while it runs.</summary>
internal sealed class CommandSubject : Subject
{
    private const char BeforeNoError = ',';

    private readonly string[] paths;
    private readonly int batch;
    private readonly Task reading;
    private readonly Task<string> messages;
    private readonly AutoResetEvent rowCame = new(false);
    private long asked;

    /// <param name="paths">The files of a pass; their number is a multiple of the batch.</param>
    /// <param name="batch">Images of one run of the model.</param>
    public CommandSubject(string[] paths, int batch)
        : base("frequencyml score -", FrequencymlProcess.Start(["score", "-", "--top", "3", "--batch", batch.ToString(CultureInfo.InvariantCulture)]))
    {
        this.paths = paths;
        this.batch = batch;
        messages = Process.StandardError.ReadToEndAsync();
        reading = Task.Run(Read);
    }

    /// <summary>How it ended; null before <see cref="End"/>.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override int Pass()
    {
        var before = Rows;
        foreach (var path in paths) Process.StandardInput.WriteLine(path);
        Process.StandardInput.Flush();
        asked += paths.Length;
        // The last batch is scored, but given when the next is decoded, or at the end. After it the process waits, with no file open.
        while (Rows < asked - batch)
        {
            rowCame.WaitOne(TimeSpan.FromSeconds(1));
            if (reading.IsCompleted) throw new InvalidOperationException($"frequencyml ended after {Rows} of {asked} rows: {messages.Result}");
        }
        return (int)(Rows - before);
    }

    /// <summary>Closes its input, and waits until it has given all rows and has ended.</summary>
    public void End()
    {
        Process.StandardInput.Close();
        reading.Wait();
        Process.WaitForExit();
        ExitCode = Process.ExitCode;
        if (Rows != asked) throw new InvalidOperationException($"frequencyml gave {Rows} rows for {asked} paths, and said: {messages.Result}");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!Process.HasExited) Process.Kill();
        Process.Dispose();
        rowCame.Dispose();
    }

    private void Read()
    {
        if (Process.StandardOutput.ReadLine() is not { } header || !header.StartsWith("row,path,", StringComparison.Ordinal)) return;
        while (Process.StandardOutput.ReadLine() is { } line)
        {
            var (number, row) = (line[..line.IndexOf(',', StringComparison.Ordinal)], line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]);
            if (number != Rows.ToString(CultureInfo.InvariantCulture)) throw new InvalidDataException($"Row {Rows} of frequencyml is '{line}'.");
            Check(paths.Length, row, row[^1] != BeforeNoError);
            rowCame.Set();
        }
    }
}

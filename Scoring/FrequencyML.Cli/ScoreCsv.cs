using System.Globalization;
using CsvHelper;
using FrequencyML.Models;

namespace FrequencyML.Cli;

/// <summary>
/// Scores as CSV (RFC 4180, UTF-8): path, label, score (0..1, round-trip), top_k (<c>label:score</c> separated by semicolons, best first),
/// gate_open (number of open channels), error.
/// </summary>
internal sealed class ScoreCsv : IDisposable
{
    private static readonly string[] Columns = ["path", "label", "score", "top_k", "gate_open", "error"];
    private readonly CsvWriter writer;

    /// <param name="stream">Receives the file; stays open.</param>
    public ScoreCsv(Stream stream)
    {
        writer = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        writer.WriteRecord(Columns);
    }

    public void Write(ImageScore image) => writer.WriteRecord(
        image.Path,
        image.Top.Count > 0 ? image.Top[0].Label : "",
        image.Top.Count > 0 ? Number(image.Top[0].Score) : "",
        string.Join(';', image.Top.Select(entry => $"{entry.Label}:{Number(entry.Score)}")),
        image.GateOpen?.ToString(CultureInfo.InvariantCulture) ?? "",
        image.Error ?? "");

    /// <summary>Passes what was written on to the stream.</summary>
    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();

    private static string Number(float value) => value.ToString(CultureInfo.InvariantCulture);
}

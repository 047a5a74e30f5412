using System.Security.Cryptography;
using FrequencyML.Cli.Rows;
using FrequencyML.Cli.Runs;
using FrequencyML.Models;
using FrequencyML.Shared;

namespace FrequencyML.Cli;

/// <summary>Scores what was asked for, to one file or to part files, and tells how it ended.</summary>
internal sealed class ScoreJob : IDisposable
{
    private readonly ScoreRequest request;
    private readonly string? deviceReport;
    private readonly CancellationToken cancellation;
    private readonly ImageScorer scorer;
    private readonly ScoreSummary summary;

    /// <param name="request">What to do.</param>
    /// <param name="model">The model; it must outlive this job.</param>
    /// <param name="deviceReport">What is said of the device before the work begins; null for nothing.</param>
    /// <param name="cancellation">Ends the work; what is finished is kept.</param>
    public ScoreJob(ScoreRequest request, FrequencyModel model, string? deviceReport, CancellationToken cancellation)
    {
        this.request = request;
        this.cancellation = cancellation;
        this.deviceReport = deviceReport;
        scorer = new ImageScorer(model, request.Scoring);
        summary = new ScoreSummary(model.Metadata);
    }

    private bool HasTooManyErrors => summary.Failed > request.MaxErrors;

    /// <summary>Does the work.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        try
        {
            if (request.Parts is { } parts) ScoreToParts(request.Output!, parts);
            else if (request.Output is { } output) ScoreToFile(output);
            else
            {
                using var stream = StandardOutput.Open();
                ScoreToStream(stream, flushesRows: true);                             // whoever reads along sees every row at once
            }
        }
        catch (OperationCanceledException)
        {
            CommandLine.Report($"frequencyml: interrupted; the {(request.Parts is null ? "rows" : "parts")} that were finished are kept.");
        }
        CommandLine.Report(summary.ToString());
        if (HasTooManyErrors) CommandLine.Report($"frequencyml: stopped at {summary.Failed} failed images, more than --max-errors {request.MaxErrors}; the last: {summary.LastError}");
        return HasTooManyErrors ? ExitCode.TooManyErrors
            : cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : summary.Failed > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    public void Dispose() => scorer.Dispose();

    private void ScoreToFile(string output)
    {
        using var file = new WholeFile(output);
        try
        {
            using var stream = File.Create(file.Temporary);
            ScoreToStream(stream, flushesRows: false);
        }
        catch (OperationCanceledException) when (summary.Images > 0)
        {
            file.Commit();                                                            // the rows that were finished are whole; without any, what was there before stays
            throw;
        }
        file.Commit();
    }

    private void ScoreToStream(Stream stream, bool flushesRows)
    {
        ReportDevice();
        ScoreProgress.Run(() => request.Inputs.CanBeListedAgain ? request.Inputs.Entries(cancellation).LongCount() : null, advance =>
        {
            using var writer = request.Format.Write(stream, request.Columns);
            foreach (var image in scorer.Score(request.Inputs.Entries(cancellation).Select(entry => entry.ToSource()), cancellation))
            {
                writer.Write(new ScoreRow(summary.Images, image));
                if (flushesRows) writer.Flush();
                if (!Note(image, advance)) return;
            }
            if (summary.Images == 0 && !request.Inputs.HasStandardInput) throw NoImages();
        });
    }

    private void ScoreToParts(string folder, PartRequest parts)
    {
        var shard = Shard.Resolve(parts.ShardIndex, parts.ShardCount, Environment.GetEnvironmentVariable);
        using var manifest = Manifest.Create(request.Inputs.Entries(cancellation), parts.Chunk);
        cancellation.ThrowIfCancellationRequested();                                  // the list ended early
        if (manifest.Count == 0) throw NoImages();
        var part = PartFolder.OpenFor(folder, Describe(manifest), parts.Overwrite);
        part.RemoveLeftovers(shard);
        ReportDevice();
        var scoring = new PartScoring(manifest, part, shard);
        try
        {
            ScoreProgress.Run(() => scoring.Count(), advance => scoring.Run(scorer, image => Note(image, advance), cancellation));
        }
        finally
        {
            CommandLine.Report($"frequencyml: worker {shard.Index} of {shard.Count} ({shard.Source}): {scoring.Written} parts written, {scoring.Skipped} were there, of {manifest.Chunks} in all.");
        }
    }

    private RunDescription Describe(Manifest manifest)
    {
        using var onnx = request.Model is { } file ? File.OpenRead(file) : FrequencyModel.OpenDefault();
        return new()
        {
            Schema = RunDescription.CurrentSchema,
            Rows = manifest.Count,
            Chunk = manifest.Chunk,
            ManifestSha256 = manifest.Sha256,
            ModelSha256 = Convert.ToHexStringLower(SHA256.HashData(onnx)),
            Format = request.Format,
            Top = request.Scoring.Top,
            Path = request.Scoring.Decoding.Path,
            Embedding = request.Scoring.IncludeEmbedding,
            Channels = request.Scoring.IncludeChannels,
        };
    }

    /// <summary>Counts an image; false if too many have failed.</summary>
    private bool Note(ImageScore image, Action advance)
    {
        summary.Add(image);
        advance();
        return !HasTooManyErrors;
    }

    private InvalidDataException NoImages() => new($"There are no images to score; the files of folders and archives are taken if they {request.Names}.");

    // Before the progress bar, and after what may fail at once.
    private void ReportDevice()
    {
        if (deviceReport is not null) CommandLine.Report(deviceReport);
    }
}

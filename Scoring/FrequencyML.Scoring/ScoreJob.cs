using System.Security.Cryptography;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Scoring.Inputs;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Shared;

namespace FrequencyML.Scoring;

/// <summary>Scores what was asked for, to one file, to part files or to a stream, and tells how it ended.</summary>
internal sealed class ScoreJob : IDisposable
{
    private readonly ScoreRequest request;
    private readonly FrequencyModel model;
    private readonly IScoreObserver observer;
    private readonly CancellationToken cancellation;
    private readonly ImageScorer scorer;
    private readonly ScoreSummary summary;
    private PartCounts? counts;
    private string? replaced;                                                         // the file that is there and is to become the output

    private ScoreJob(ScoreRequest request, FrequencyModel model, IScoreObserver observer, CancellationToken cancellation)
    {
        this.request = request;
        this.model = model;
        this.observer = observer;
        this.cancellation = cancellation;
        scorer = new ImageScorer(model, request.Scoring);
        summary = new ScoreSummary(model.Metadata);
    }

    private bool HasTooManyErrors => summary.Failed > request.MaxErrors;

    /// <summary>Loads the model and does the work.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="observer">Hears how it goes.</param>
    /// <param name="cancellation">Ends the work; what is finished is kept.</param>
    /// <exception cref="InvalidDataException">An input, the model or the output cannot be used, or there are no images.</exception>
    /// <exception cref="IOException">An input cannot be listed, or the output cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model accepts only another batch size, or a batch is too large for the machine.</exception>
    /// <exception cref="InvalidOperationException">The device cannot run the model, or the model has no embedding and one is asked for.</exception>
    public static ScoreOutcome Run(ScoreRequest request, IScoreObserver observer, CancellationToken cancellation)
    {
        var options = new FrequencyModelOptions { Threads = request.Scoring.Threads, Device = request.Device };
        using var model = request.Model is { } file ? FrequencyModel.Load(file, options) : FrequencyModel.LoadDefault(options);
        if (request.Output is { } target && request.Inputs.Contains(target))
            throw new InvalidDataException($"'{target}' is an input; writing the scores to it would destroy it.");
        if (request is { Output: { } output, Model: { } onnx } && File.Exists(output) && RealPath.Of(output) == RealPath.Of(onnx))
            throw new InvalidDataException($"'{output}' is the model; writing the scores to it would destroy it.");
        using var job = new ScoreJob(request, model, observer, cancellation);
        return job.Run();
    }

    public void Dispose() => scorer.Dispose();

    private ScoreOutcome Run()
    {
        try
        {
            if (request.Parts is { } parts) ScoreToParts(request.Output!, parts);
            else if (request.Output is { } output) ScoreToFile(output);
            else
            {
                using var stream = request.OpenStream!();
                ScoreToStream(stream, flushesRows: true);                             // whoever reads along sees every row at once
            }
        }
        catch (OperationCanceledException)
        {
            // The outcome says so.
        }
        summary.End();
        var ending = HasTooManyErrors ? ScoreEnding.TooManyErrors
            : cancellation.IsCancellationRequested ? ScoreEnding.Interrupted
            : summary.Failed > 0 ? ScoreEnding.SomeFailed : ScoreEnding.Done;
        return new(ending, summary, counts);
    }

    private void ScoreToFile(string output)
    {
        using var file = new WholeFile(output);
        replaced = File.Exists(output) ? RealPath.Of(output) : null;
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
        observer.Track(() => request.Inputs.CanBeListedAgain ? request.Inputs.Entries(cancellation).LongCount() : null, advance =>
        {
            using var writer = request.Format.Write(stream, request.Columns);
            foreach (var image in scorer.Score(request.Inputs.Entries(cancellation).Select(Source), cancellation))
            {
                writer.Write(new ScoreRow(summary.Images, image));
                if (flushesRows) writer.Flush();
                if (!Note(image, advance)) return;
            }
            if (summary.Images == 0 && !request.Inputs.HasStandardInput) throw NoImages();
        });
        if (summary.Images > 0) ReportEmpty();
    }

    private ImageSource Source(ImageEntry entry)
    {
        if (replaced is not null && File.Exists(entry.Path) && MayLeadTo(entry.Path, replaced) && RealPath.Of(entry.Path) == replaced)
            throw new InvalidDataException($"'{entry.Path}' is one of the images; writing the scores to it would destroy it.");
        return entry.ToSource(request.Scoring.Limits);
    }

    private void ScoreToParts(string folder, PartRequest parts)
    {
        var shard = Shard.Resolve(parts.ShardIndex, parts.ShardCount, Environment.GetEnvironmentVariable);
        using var manifest = Manifest.Create(request.Inputs.Entries(cancellation), parts.Chunk);
        cancellation.ThrowIfCancellationRequested();                                  // the list ended early
        if (manifest.Count == 0) throw NoImages();
        ReportEmpty();
        var part = PartFolder.OpenFor(folder, Describe(manifest), parts.Overwrite);
        part.RemoveLeftovers(shard);
        ReportDevice();
        var scoring = new PartScoring(manifest, part, shard);
        try
        {
            observer.Track(() => scoring.Count(), advance => scoring.Run(scorer, image => Note(image, advance), cancellation));
        }
        finally
        {
            counts = new(shard, scoring.Written, scoring.Skipped, manifest.Chunks);
            observer.Report(counts.ToString());                                       // also when a part cannot be written
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
            Limits = request.Scoring.Limits == InputLimits.Default ? null : request.Scoring.Limits,
        };
    }

    /// <summary>Counts an image; false if too many have failed.</summary>
    private bool Note(ImageScore image, Action advance)
    {
        summary.Add(image);
        advance();
        return !HasTooManyErrors;
    }

    /// <summary>Whether a path is worth following through all its links, which asks the system for every folder on the way.</summary>
    private static bool MayLeadTo(string path, string target) => Path.GetFileName(path) == Path.GetFileName(target) || new FileInfo(path).LinkTarget is not null;

    /// <summary>Names what was listed in vain: a share that is not mounted is an empty folder.</summary>
    private void ReportEmpty()
    {
        foreach (var input in request.Inputs.Empty) observer.Warn($"'{input}' has no images");
    }

    private InvalidDataException NoImages() => new($"There are no images to score; the files of folders and archives are taken if they {request.Names}.");

    // Before the progress, and after what may fail at once.
    private void ReportDevice()
    {
        if (request.Device.Kind == InferenceDeviceKind.Auto) observer.Report($"runs on {model.Device}, since {model.DeviceReason}");
    }
}

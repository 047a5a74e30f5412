using System.Management.Automation;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Scoring;
using FrequencyML.Scoring.Inputs;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Shared;

namespace FrequencyML.Cmdlets;

/// <summary>Scores folders of images to part files, which are resumed after any interruption.</summary>
/// <remarks>
/// <para>
/// Lists all images, and writes a part file for each thousand of them. A part is there when it is whole: after Ctrl-C, a crash or a power cut the same call does
/// what is missing. Several workers, on machines that share the folders, each do a share of the parts.
/// </para>
/// <para>
/// An image that cannot be scored is a row with its error. The columns are row, path, label, score, top_k, gate_open, error, and embedding and channels where
/// they are asked for. The parts are those of the command frequencyml score, which can verify and merge them too.
/// </para>
/// </remarks>
/// <example>
/// <code>Start-FrequencyBatch photos -Destination scores -MergePath scores.parquet</code>
/// <para>Scores a folder with its subfolders to Parquet files in the folder scores, and joins them to one when all are there. Called again, it does nothing twice.</para>
/// </example>
/// <example>
/// <code>Start-FrequencyBatch list.txt -Destination scores -Format Csv -Model model.onnx -Top 5 -MaxErrors 100</code>
/// <para>Scores the paths of a list, one a line, and gives up when more than 100 have failed.</para>
/// </example>
/// <example>
/// <code>Start-FrequencyBatch photos -Destination scores -ShardIndex 0 -ShardCount 2 -Verbose</code>
/// <para>The first of two workers. In a job of Slurm, Kubernetes or AWS Batch the environment says which it is.</para>
/// </example>
public class StartFrequencyBatch : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> inputs = [];
    private readonly ScoringOptions defaults = new();

    /// <summary>
    /// Folders (with their subfolders), image files, lists of paths (.txt, .lst, .list), tables with a column of paths (.csv) or tar archives. Wildcards are
    /// expanded; paths in lists and tables are relative to the current location. All that comes down the pipeline is one batch.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FileSystemItem.PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The same, in whose names nothing is expanded. The folders and files of Get-ChildItem come here.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSystemItem.LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The folder of the part files; it is made if it is not there.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>The format of the part files: Parquet, Csv or Ndjson.</summary>
    [Parameter]
    [ValidateSet("Parquet", "Csv", "Ndjson")]
    public string Format { get; set; } = "Parquet";

    /// <summary>The file to join the parts to when all of them are there; its extension says the format: .parquet, .csv or .ndjson. It is replaced.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MergePath { get; set; }

    /// <summary>An ONNX file that frequencyml-train export has written. The default is the model of 10 surface textures that comes with the module.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>What the model runs on: auto, cpu, cuda, cuda:1, tensorrt, tensorrt:1 or webgpu; see Invoke-FrequencyScore.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string Device { get; set; } = "auto";

    /// <summary>How many classes the column top_k lists.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = 1;

    /// <summary>The images of one run of the model; a model with a fixed batch size needs that.</summary>
    [Parameter]
    [ValidateRange(1, ScoringOptions.MaxBatchSize)]
    public int BatchSize { get; set; } = new ScoringOptions().BatchSize;

    /// <summary>The threads that read images and score; the default is one per processor.</summary>
    [Parameter]
    [ValidateRange(1, ScoringOptions.MaxThreads)]
    public int Threads { get; set; }

    /// <summary>How JPEG files are read: from their coefficients, from pixels, or Auto: from coefficients where a file allows.</summary>
    [Parameter]
    public DecodingPath DecodingPath { get; set; }

    /// <summary>Adds the column embedding: the pooled features that the model's last layer reads.</summary>
    [Parameter]
    public SwitchParameter IncludeEmbedding { get; set; }

    /// <summary>Adds the column channels: the input of the model.</summary>
    [Parameter]
    public SwitchParameter IncludeChannels { get; set; }

    /// <summary>Which file names of folders and archives are images, with the wildcards * and ?. The default is by extension.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Pattern { get; set; } = [];

    /// <summary>Paths in lists end with NUL, as find -print0 writes them, and not with the line.</summary>
    [Parameter]
    public SwitchParameter Null { get; set; }

    /// <summary>The column of paths in tables.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Column { get; set; } = RowColumns.Path;

    /// <summary>The images of a part file.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Chunk { get; set; } = 1000;

    /// <summary>Which worker this is, from 0. The default is what the scheduler's environment says, else there is one worker.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? ShardIndex { get; set; }

    /// <summary>How many workers share the part files.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ShardCount { get; set; }

    /// <summary>Removes the part files of a run with other images, model or options, which are an error otherwise.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <summary>Ends with an error when more images than this have failed. The default is to go on.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaxErrors { get; set; } = long.MaxValue;

    /// <summary>What one input may cost, as name=number, such as MaxPixels=200000000: the limits of Invoke-FrequencyScore, and of archives MaxArchiveEntries and MaxMetadataLength (in bytes).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Limit { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var items = ParameterSetName == FileSystemItem.LiteralPathSet
            ? LiteralPath.Select(path => FileSystemItem.Literal(this, path))
            : Path.SelectMany(path => FileSystemItem.Matching(this, path));
        foreach (var item in items)
        {
            var error = item.Error ?? (System.IO.Path.Exists(item.Path) ? null : new ItemNotFoundException($"There is no file or folder '{item.Path}'."));
            if (error is not null) ThrowTerminatingError(new ErrorRecord(error, "InputNotFound", ErrorCategory.ObjectNotFound, item.Path));
            inputs.Add(item.Path);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (inputs.Count == 0) return;
        var folder = this.Checked(Destination, () => FileSystemItem.FullPath(this, Destination));
        if (!ShouldProcess(folder, $"Write the scores of {(inputs.Count == 1 ? inputs[0] : $"{inputs.Count} inputs")}")) return;
        var request = this.Checked(Model ?? Device, () => Request(folder));
        var merged = MergePath is null ? null : this.Checked(MergePath, () => MergeTarget(MergePath, request.Inputs));
        var outcome = this.Checked(folder, () => ScoreJob.Run(request, new CmdletObserver(this, "Scoring images"), stop.Token));
        if (outcome.Ending == ScoreEnding.Interrupted) return;                        // the pipeline is stopped
        if (outcome.Ending == ScoreEnding.TooManyErrors)
        {
            var message = $"Stopped at {outcome.Summary.Failed} failed images, more than -MaxErrors {MaxErrors}; the last: {outcome.Summary.LastError}";
            ThrowTerminatingError(new ErrorRecord(new InvalidDataException(message), "TooManyErrors", ErrorCategory.LimitsExceeded, folder));
        }
        if (outcome.Ending == ScoreEnding.SomeFailed)
            WriteWarning($"{outcome.Summary.Failed} of {outcome.Summary.Images} images failed; the column error says why. The last: {outcome.Summary.LastError}");
        var parts = this.Checked(folder, () => PartFolder.OpenExisting(folder));
        var isComplete = parts.CheckNames().Count == 0;
        if (isComplete && merged is not null) this.Checked(merged, () => Merge(parts, merged));
        else if (merged is not null) WriteWarning($"{merged} is not written: other workers have not finished their parts.");
        WriteObject(new FrequencyBatch(folder, outcome, isComplete, isComplete && merged is not null ? new FileInfo(merged) : null));
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stop.Cancel();

    /// <summary>Releases what stops the work.</summary>
    public void Dispose()
    {
        stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private ScoreRequest Request(string folder)
    {
        var names = new ImageNames(Pattern);
        var limits = LimitText.Parse(Limit);
        return new()
        {
            Inputs = new(inputs, names, Null, Column, limits, SessionState.Path.CurrentFileSystemLocation.ProviderPath),
            Names = names,
            Model = Model is null ? null : FileSystemItem.FullPath(this, Model),
            Device = InferenceDevice.Parse(Device),
            Output = folder,
            Format = Enum.Parse<RowFormat>(Format, ignoreCase: true),
            MaxErrors = MaxErrors,
            Parts = new(Chunk, ShardIndex, ShardCount, Overwrite),
            Scoring = new()
            {
                BatchSize = BatchSize,
                Threads = Threads > 0 ? Threads : defaults.Threads,
                Top = Top,
                IncludeEmbedding = IncludeEmbedding,
                IncludeChannels = IncludeChannels,
                Decoding = new() { Path = DecodingPath },
                Limits = limits,
            },
        };
    }

    /// <summary>The file to join the parts to, checked before hours of work: only an input that is a table has one of its extensions, and that is spared.</summary>
    private string MergeTarget(string path, ImageInputs images)
    {
        var target = FileSystemItem.FullPath(this, path);
        if (RowFormats.OfFile(target) is null) throw new ArgumentException($"'{path}' has none of the extensions .parquet, .csv, .ndjson and .jsonl.");
        if (images.Contains(target)) throw new InvalidDataException($"'{target}' is an input; writing the scores to it would destroy it.");
        using var file = new WholeFile(target);                                       // it can be written, or this says why not
        return target;
    }

    private string Merge(PartFolder parts, string target)
    {
        PartMerge.Write(parts, target, format: null, stop.Token);
        return target;
    }
}

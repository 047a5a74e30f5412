using System.Management.Automation;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Scoring;

namespace FrequencyML.Cmdlets;

/// <summary>Scores images with a classifier of DCT channels.</summary>
/// <remarks>
/// <para>
/// Reads the files that come down the pipeline on several threads, scores them in batches, and writes one object for each, in order, as batches end. Neither
/// the number of files nor their order matters: what is held are a few batches.
/// </para>
/// <para>
/// A file that cannot be scored is a non-terminating error whose target is the file; the rest goes on, unless -ErrorAction Stop says otherwise. A folder is
/// such a file: pipe Get-ChildItem -Recurse -File, or take Start-FrequencyBatch.
/// </para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem *.jpg | Invoke-FrequencyScore | Export-Csv scores.csv</code>
/// <para>Scores the JPEG files of the folder with the model of 10 surface textures that comes with the module, and writes a table.</para>
/// </example>
/// <example>
/// <code>Get-ChildItem *.jpg | Invoke-FrequencyScore -Model model.onnx | Where-Object Score -gt 0.9 | Move-Item -Destination keep</code>
/// <para>Moves the images that the model is sure of. The folder keep has to be there.</para>
/// </example>
/// <example>
/// <code>Get-ChildItem photos -Recurse -File | Invoke-FrequencyScore -Threads 4 -ErrorVariable bad -ErrorAction SilentlyContinue | Group-Object Label</code>
/// <para>Counts the classes of all files below a folder. Afterwards $bad.TargetObject are the files that could not be scored.</para>
/// </example>
/// <example>
/// <code>Invoke-FrequencyScore photo.jpg -Top 3 | Select-Object -ExpandProperty Top</code>
/// <para>The three best classes of one image.</para>
/// </example>
public class InvokeFrequencyScore : ImageCmdlet, IDisposable
{
    private readonly ScoringOptions defaults = new();
    private readonly Lock stopping = new();
    private FrequencyModel? model;
    private ImageScorer? scorer;
    private ScoreStream? stream;
    private PipelineProgress? progress;
    private bool stopped;

    /// <summary>An ONNX file that frequencyml-train export has written. The default is the model of 10 surface textures that comes with the module.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>
    /// What the model runs on: auto, cpu, cuda, cuda:1, tensorrt, tensorrt:1 or webgpu. A device that cannot run the model is an error; auto takes the first GPU
    /// that can, TensorRT excepted, else the CPU, and -Verbose says why.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string Device { get; set; } = "auto";

    /// <summary>How many classes the property Top lists.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = 1;

    /// <summary>
    /// The images of one run of the model; the default is 32. Results come when so many images have been read: 1 gives each as soon as the next image is there. A run
    /// has this size even if fewer are left, and Ctrl-C waits for its end: a size of thousands takes memory and seconds.
    /// </summary>
    [Parameter]
    [ValidateRange(1, ScoringOptions.MaxBatchSize)]
    public int BatchSize { get; set; }

    /// <summary>The threads that read images and score; the default is one per processor.</summary>
    [Parameter]
    [ValidateRange(1, ScoringOptions.MaxThreads)]
    public int Threads { get; set; }

    /// <summary>How JPEG files are read: from their coefficients, from pixels, or Auto: from coefficients where a file allows.</summary>
    [Parameter]
    public DecodingPath DecodingPath { get; set; }

    /// <summary>Adds the property Embedding, a Single[]: the pooled features that the model's last layer reads.</summary>
    [Parameter]
    public SwitchParameter IncludeEmbedding { get; set; }

    /// <summary>Adds the property Channels, a Single[]: the input of the model, [C, H/8, W/8], row-major.</summary>
    [Parameter]
    public SwitchParameter IncludeChannels { get; set; }

    /// <summary>What one image may cost, as name=number, such as MaxPixels=200000000: MaxPixels, MaxFileLength and MaxCoefficientBytes (in bytes), MaxScans. An image beyond is an error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Limit { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in Files())
        {
            if (!ShouldProcess(image.Path, "Score")) continue;
            Open();
            try
            {
                stream!.Add(image.ToSource());
            }
            finally
            {
                foreach (var result in stream!.TakeReady()) Write(result);            // also those before what Add throws
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (stream is null) return;
        foreach (var result in stream.TakeRest()) Write(result);
        progress!.End();
        WriteVerbose($"{progress}.");
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        lock (stopping)
        {
            stopped = true;
            stream?.Stop();
        }
    }

    /// <summary>Lets go of the files and the model, however the pipeline has ended.</summary>
    public void Dispose()
    {
        lock (stopping)
        {
            stream?.Dispose();
            stream = null;
        }
        scorer?.Dispose();
        model?.Dispose();
        GC.SuppressFinalize(this);
    }

    private ScoreStream Open()
    {
        if (stream is not null) return stream;
        model = ModelParameters.Open(this, Model, Device, Threads);
        WriteVerbose($"{model.Name} runs on {model.Device}, since {model.DeviceReason}.");
        var options = new ScoringOptions
        {
            BatchSize = BatchSize > 0 ? BatchSize : model.FixedBatchSize ?? defaults.BatchSize,
            Threads = Threads > 0 ? Threads : defaults.Threads,
            Top = Top,
            IncludeEmbedding = IncludeEmbedding,
            IncludeChannels = IncludeChannels,
            Decoding = new() { Path = DecodingPath },
            Limits = this.Checked(string.Join(", ", Limit), () => LimitText.Parse(Limit)),
        };
        progress = new(this, "Scoring images");
        scorer = this.Checked(model.Name, () => new ImageScorer(model, options));
        lock (stopping)
        {
            stream = new(scorer, options.BatchSize);
            if (stopped) stream.Stop();
        }
        return stream;
    }

    private void Write(ImageScore image)
    {
        progress!.Advance(image.Error is not null);
        if (image.Error is { } error) WriteImageError(image.Path, error);
        else
        {
            var result = new PSObject(new FrequencyScore(image));
            if (IncludeEmbedding) result.Properties.Add(new PSNoteProperty("Embedding", image.Embedding!.Value.ToArray()));
            if (IncludeChannels) result.Properties.Add(new PSNoteProperty("Channels", image.Channels!.Value.ToArray()));
            WriteObject(result);
        }
    }
}

using System.Management.Automation;
using FrequencyML.Dct;
using FrequencyML.Shared;

namespace FrequencyML.Cmdlets;

/// <summary>Measures how far images are apart by their DCT channels, and finds near-duplicates.</summary>
/// <remarks>
/// <para>
/// With -ReferencePath it writes the distance of each image to one other. Without, it compares every image with all before it, and writes the pairs that are
/// within -MaxDistance: of a duplicate, FullName is the later and ReferencePath the earlier file. A file that comes twice counts once; two links to one file are
/// two files.
/// </para>
/// <para>
/// The distance is the root mean square difference of the channels of both images, resized and cropped to the same square; copies that were recompressed,
/// resized or slightly blurred are near, those that were cropped, turned or mirrored are not. Comparing all pairs takes time by the square of the number of
/// images, and 6 kB of memory for each at the default settings.
/// </para>
/// <para>An image that cannot be read is a non-terminating error whose target is the file.</para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem *.jpg | Measure-FrequencyDistance</code>
/// <para>The pairs of near-duplicates of a folder.</para>
/// </example>
/// <example>
/// <code>Get-ChildItem *.jpg | Measure-FrequencyDistance | Sort-Object FullName -Unique -CaseSensitive | Move-Item -Destination duplicates</code>
/// <para>Moves every image away of which an earlier one is a near-duplicate. The folder duplicates has to be there.</para>
/// </example>
/// <example>
/// <code>Get-ChildItem *.jpg | Measure-FrequencyDistance -ReferencePath photo.jpg | Sort-Object Distance | Select-Object -First 5</code>
/// <para>The five images that are nearest to one.</para>
/// </example>
public class MeasureFrequencyDistance : ImageCmdlet
{
    private const double NearDuplicate = 12;
    private readonly List<(string Path, float[] Channels)> references = [];
    private readonly HashSet<string> seen = [];
    private DctChannelExtractor? extractor;
    private ChannelWeights? weights;
    private PipelineProgress? progress;

    /// <summary>The image to compare with; without it every image is compared with all before it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReferencePath { get; set; }

    /// <summary>
    /// The largest distance that is written. Without it, pairs have to be within 12, and to a reference any distance is written. At the default settings, copies of
    /// photographs and textures that were recompressed (JPEG quality 30 to 90, WebP) or halved or doubled in size were within 12, and the nearest other image was
    /// beyond 26; with other channels, sizes or weights give another.
    /// </summary>
    [Parameter]
    [ValidateRange(0, double.MaxValue)]
    public double MaxDistance { get; set; }

    /// <summary>The channels to compare: 6, 24, 32, 48, 64 or 192 (published selections), low:y,cb,cr, or a list such as Y0-3,Cb0,Cr0.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SelectionCompleter))]
    public string[] Selection { get; set; } = ["24"];

    /// <summary>The short side after resizing, in pixels.</summary>
    [Parameter]
    [ValidateRange(8, ImageGeometry.MaxResize)]
    public int Resize { get; set; } = 64;

    /// <summary>The side of the centre crop, in pixels: a multiple of 8, at most Resize.</summary>
    [Parameter]
    [ValidateRange(8, ImageGeometry.MaxResize)]
    public int Crop { get; set; } = 64;

    /// <summary>A gate.json of frequencyml-train gate-report: channels count as much as that gate keeps them. Without it all count the same.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? GateReport { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        progress = new(this, "Comparing images");
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(MaxDistance))) MaxDistance = ReferencePath is null ? NearDuplicate : double.PositiveInfinity;
        extractor = this.Checked(string.Join(',', Selection), () => new DctChannelExtractor(ChannelSelection.Parse(string.Join(',', Selection)), new ImageGeometry(Resize, Crop)));
        weights = this.Checked(GateReport ?? "", () =>
            GateReport is null ? ChannelWeights.Flat(extractor.Selection) : ChannelWeights.LoadGateReport(FileSystemItem.FullPath(this, GateReport), extractor.Selection));
        if (ReferencePath is null) return;
        var reference = FileSystemItem.Literal(this, ReferencePath);
        references.Add((reference.Path, Extract(reference, out var error)!));
        if (error is not null)
            ThrowTerminatingError(new ErrorRecord(new InvalidDataException($"{reference.Path}: {error}"), "ReferenceError", ErrorCategory.InvalidData, reference.Path));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in Files())
        {
            if (Stopping) return;
            if (ReferencePath is null && !seen.Add(image.Path)) continue;
            var channels = Extract(image, out var error);
            progress!.Advance(failed: channels is null);
            if (channels is null) WriteImageError(image.Path, error!);
            else Compare(image.Path, channels);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => progress!.End();

    private void Compare(string path, float[] channels)
    {
        foreach (var (reference, its) in references)
        {
            if (Stopping) return;
            var distance = FrequencyDistance.Between(channels, its, weights!);
            if (distance <= MaxDistance) WriteObject(new ImageDistance(path, reference, distance));
        }
        if (ReferencePath is null) references.Add((path, channels));
    }

    private float[]? Extract(FileSystemItem image, out string? error)
    {
        var channels = new float[extractor!.Length];
        try
        {
            if (image.Error is not null) throw image.Error;
            extractor.Extract(image.Path, channels);
            error = null;
            return channels;
        }
        catch (Exception failure)                                                     // whatever one image does, the rest goes on
        {
            error = ErrorText.Of(failure);
            return null;
        }
    }
}

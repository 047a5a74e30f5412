using System.Management.Automation;
using FrequencyML.Dct;
using FrequencyML.Scoring;
using FrequencyML.Shared;

namespace FrequencyML.Cmdlets;

/// <summary>Gets the DCT channels of images, as tensors and as pictures.</summary>
/// <remarks>
/// <para>
/// The channels are what a classifier of this library sees of an image: 8x8 DCT coefficients of the resized and cropped image, one plane for each frequency of Y,
/// Cb or Cr. JPEG files are read from the coefficients they hold, without pixels.
/// </para>
/// <para>An image that cannot be read is a non-terminating error whose target is the file.</para>
/// </remarks>
/// <example>
/// <code>Get-DctChannel photo.jpg -PicturePath channels.png</code>
/// <para>Draws the crop, the crop rebuilt from 24 channels, and each of these.</para>
/// </example>
/// <example>
/// <code>$channels = Get-DctChannel photo.jpg -Selection Y0-3,Cb0,Cr0 -Resize 256 -Crop 224; $channels.Tensor[0, 13, 13] / 8 + 128</code>
/// <para>The mean luma, 0 to 255, of the block in row 13 and column 13: the first channel is the DC coefficient of Y.</para>
/// </example>
/// <example>
/// <code>Get-ChildItem *.jpg | Get-DctChannel -Model model.onnx -PicturePath pictures/</code>
/// <para>Draws what a model sees of each image, into the folder pictures.</para>
/// </example>
public class GetDctChannel : ImageCmdlet
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G'];
    private readonly HashSet<string> drawn = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    private DctChannelExtractor? extractor;

    /// <summary>The channels: 6, 24, 32, 48, 64 or 192 (published selections), low:y,cb,cr, or a list such as Y0-3,Cb0,Cr0.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SelectionCompleter))]
    public string[] Selection { get; set; } = ["24"];

    /// <summary>The short side after resizing, in pixels.</summary>
    [Parameter]
    [ValidateRange(8, ImageGeometry.MaxResize)]
    public int Resize { get; set; } = new ImageGeometry().Resize;

    /// <summary>The side of the centre crop, in pixels: a multiple of 8, at most Resize.</summary>
    [Parameter]
    [ValidateRange(8, ImageGeometry.MaxResize)]
    public int Crop { get; set; } = new ImageGeometry().Crop;

    /// <summary>The resize kernel: Triangle, which is antialiased, or Bilinear.</summary>
    [Parameter]
    public ResizeKernel Kernel { get; set; }

    /// <summary>The filter of chroma after the crop: None, or Dctnet for checkpoints of the paper's authors.</summary>
    [Parameter]
    public ChromaFilter ChromaFilter { get; set; }

    /// <summary>An ONNX file that says the selection, resize, crop, kernel and chroma filter, in place of those parameters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>How JPEG files are read: from their coefficients, from pixels, or Auto: from coefficients where a file allows.</summary>
    [Parameter]
    public DecodingPath DecodingPath { get; set; }

    /// <summary>Takes what can be decoded of a damaged image; the property Damage says what is wrong.</summary>
    [Parameter]
    public SwitchParameter Lenient { get; set; }

    /// <summary>
    /// The PNG file to draw. A folder, which exists or ends with a slash, gets a file for each image, named like it: photo.jpg.png. An existing PNG file is replaced.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PicturePath { get; set; }

    private DecodingOptions Decoding => new() { Path = DecodingPath, Lenient = Lenient };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Model is null)
        {
            extractor = this.Checked(string.Join(',', Selection), () =>
                new DctChannelExtractor(ChannelSelection.Parse(string.Join(',', Selection)), new ImageGeometry(Resize, Crop, Kernel, ChromaFilter), decoding: Decoding));
            return;
        }
        string[] replaced = [nameof(Selection), nameof(Resize), nameof(Crop), nameof(Kernel), nameof(ChromaFilter)];
        if (replaced.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } given)
            this.Checked<object>(Model, () => throw new ArgumentException($"-{given} and -Model exclude each other: the model says it."));
        using var model = ModelParameters.Open(this, Model, "cpu", threads: 1);
        extractor = model.CreateExtractor(decoding: Decoding);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in Files())
        {
            if (Stopping) return;
            var picture = PicturePath is { } path && ShouldProcess(image.Path, "Draw channels") ? path : null;
            DctChannels channels;
            try
            {
                channels = Extract(image, picture);
            }
            catch (Exception error)                                                   // whatever one image does, the rest goes on
            {
                WriteImageError(image.Path, ErrorText.Of(error));
                continue;
            }
            WriteObject(channels);
        }
    }

    private DctChannels Extract(FileSystemItem image, string? picture)
    {
        var bytes = image.Error is null ? ImageFiles.ReadAllBytes(image.Path) : throw image.Error;
        var values = new float[extractor!.Length];
        var extraction = extractor.Extract(bytes, values);
        return new(image.Path, extractor, values, extraction) { Picture = picture is null ? null : Draw(bytes, image.Path, picture) };
    }

    private FileInfo Draw(ReadOnlySpan<byte> bytes, string image, string picture)
    {
        var target = FileSystemItem.FullPath(this, picture);
        if (System.IO.Path.EndsInDirectorySeparator(picture) || Directory.Exists(target))
        {
            Directory.CreateDirectory(target);
            target = System.IO.Path.Combine(target, $"{System.IO.Path.GetFileName(image)}.png");
        }
        if (!drawn.Add(target)) throw new IOException($"'{target}' is the picture of another image of this call. For several images name a folder, with a / at the end; images of one name need several calls.");
        if (File.Exists(target) && (RealPath.Of(target) == RealPath.Of(image) || !IsPng(target)))
            throw new IOException($"'{target}' is this image or no PNG file, and is not replaced by a picture.");
        var png = ChannelPicture.Render(extractor!, bytes);
        WholeFile.Write(target, temporary => File.WriteAllBytes(temporary, png));
        return new FileInfo(target);
    }

    private static bool IsPng(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[Signature.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(Signature);
    }
}

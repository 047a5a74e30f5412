using System.CommandLine;
using FrequencyML.Dct;
using FrequencyML.Scoring;
using FrequencyML.Shared;

namespace FrequencyML.Cli.Commands;

/// <summary><c>frequencyml channels</c>: the channels of one image, as a NumPy array and as a picture.</summary>
internal static class ChannelsCommand
{
    public static Command Create()
    {
        var image = new Argument<string>("image") { Description = "A JPEG, PNG, WebP, BMP or GIF file." };
        var output = new Option<string?>("--output", "-o") { Description = "The NumPy .npy file to write: float32 [C, H/8, W/8]." };
        var picture = new Option<string?>("--picture") { Description = "The PNG file to write: crop, rebuilt crop and every channel." };
        var selection = CommandLine.Option("--selection", "6, 24, 32, 48, 64, 192, low:y,cb,cr or a list such as Y0-3,Cb0,Cr0.", "24");
        var defaults = new ImageGeometry();
        var resize = CommandLine.Option("--resize", "The short side after resizing, in pixels.", defaults.Resize);
        var crop = CommandLine.Option("--crop", "The centre crop, in pixels; a multiple of 8.", defaults.Crop);
        var kernel = CommandLine.Choice("--kernel", "The resize kernel.", defaults.Kernel);
        var chromaFilter = CommandLine.Choice("--chroma-filter", "The filter of chroma after the crop.", defaults.ChromaFilter);
        var path = CommandLine.Choice("--path", "Take a JPEG file's coefficients, or decode pixels; auto takes coefficients where the file allows, and says if not.", DecodingPath.Auto);
        var limit = LimitOption.Create();
        var lenient = CommandLine.Option("--lenient", "Take what can be decoded of a damaged image, and say what is wrong.", false);
        var command = new Command("channels", "Writes the DCT channels of one image.")
        {
            image, output, picture, selection, resize, crop, kernel, chromaFilter, path, limit, lenient,
        };
        command.Validators.Add(result =>
        {
            string?[] paths = [result.GetValue(output), result.GetValue(picture), result.GetValue(image)];
            if (paths is [null, null, _]) result.AddError("Nothing to write: give --output, --picture or both.");
            if (paths.Where(path => !string.IsNullOrEmpty(path)).Select(path => RealPath.Of(path!)).GroupBy(path => path).Any(same => same.Count() > 1))
                result.AddError("The image, --output and --picture have to be different files.");
        });
        command.SetAction(parsed =>
        {
            var geometry = new ImageGeometry(parsed.GetValue(resize), parsed.GetValue(crop), parsed.GetValue(kernel), parsed.GetValue(chromaFilter));
            var extractor = new DctChannelExtractor(ChannelSelection.Parse(parsed.GetRequiredValue(selection)), geometry, parsed.GetRequiredValue(limit),
                new DecodingOptions { Path = parsed.GetValue(path), Lenient = parsed.GetValue(lenient) });
            return Write(parsed.GetRequiredValue(image), extractor, parsed.GetValue(path), parsed.GetValue(output), parsed.GetValue(picture));
        });
        return command;
    }

    private static int Write(string image, DctChannelExtractor extractor, DecodingPath path, string? output, string? picture)
    {
        var channels = new float[extractor.Length];
        byte[]? png;
        try
        {
            var bytes = ImageFiles.ReadAllBytes(image, extractor.Limits);
            var extraction = extractor.Extract(bytes, channels);
            if (extraction.PixelReason is { } reason && path == DecodingPath.Auto) CommandLine.Report($"frequencyml: {image}: decoded to pixels, since {reason}.");
            if (extraction.Damage is { } damage) CommandLine.Report($"frequencyml: {image}: {damage}");
            png = picture is null ? null : ChannelPicture.Render(extractor, bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            CommandLine.Report($"frequencyml: {image}: {error.Message}");
            return ExitCode.SomeFailed;
        }
        if (output is null) WritePicture();
        else
            WholeFile.Write(output, temporary =>
            {
                using (var file = File.Create(temporary))
                    NpyFile.Write(file, channels, extractor.Selection.Count, extractor.Geometry.CropInBlocks, extractor.Geometry.CropInBlocks);
                WritePicture();                                                       // no array without its picture
            });
        return ExitCode.Done;

        void WritePicture()
        {
            if (picture is not null) WholeFile.Write(picture, temporary => File.WriteAllBytes(temporary, png!));
        }
    }
}

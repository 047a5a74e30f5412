using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;

namespace FrequencyML.Benchmarks.Photographs;

/// <summary>Encodes pixels as JPEG with libjpeg-turbo's <c>cjpeg</c>, or with SkiaSharp where that is not installed.</summary>
internal static class JpegEncoder
{
    /// <summary>The quality of the generated sets.</summary>
    public const int Quality = 90;

    /// <summary>Whether <c>cjpeg</c> can be started.</summary>
    public static bool HasCjpeg { get; } = CanStart("cjpeg");

    /// <summary>Whether a coding can be written here; SkiaSharp writes no progressive files, and no 4:4:0.</summary>
    public static bool Supports(JpegCoding coding) => HasCjpeg || coding is not (JpegCoding.Progressive or JpegCoding.HalfHeightChroma);

    /// <summary>Writes a file.</summary>
    /// <param name="rgb"><c>[row, column, red-green-blue]</c>.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="coding">One that is supported here.</param>
    /// <param name="path">The file to create.</param>
    /// <param name="quality">1 to 100.</param>
    public static void Write(byte[] rgb, int width, int height, JpegCoding coding, string path, int quality = Quality)
    {
        if (HasCjpeg) WriteWithCjpeg(rgb, width, height, coding, path, quality);
        else WriteWithSkia(rgb, width, height, coding, path, quality);
    }

    private static void WriteWithCjpeg(byte[] rgb, int width, int height, JpegCoding coding, string path, int quality)
    {
        List<string> arguments = ["-quality", quality.ToString(CultureInfo.InvariantCulture), "-outfile", path];
        arguments.AddRange(["-sample", coding switch
        {
            JpegCoding.FullChroma => "1x1",
            JpegCoding.HalfWidthChroma => "2x1",
            JpegCoding.HalfHeightChroma => "1x2",
            _ => "2x2",
        }]);
        if (coding == JpegCoding.Progressive) arguments.Add("-progressive");
        using var process = Process.Start(new ProcessStartInfo("cjpeg", arguments) { RedirectStandardInput = true })!;
        using (var ppm = process.StandardInput.BaseStream)
        {
            ppm.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"P6\n{width} {height}\n255\n")));
            ppm.Write(rgb);
        }
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"cjpeg {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static void WriteWithSkia(byte[] rgb, int width, int height, JpegCoding coding, string path, int quality)
    {
        var rgba = new byte[4 * width * height];
        for (var i = 0; i < width * height; i++)
        {
            rgb.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[4 * i + 3] = 255;
        }
        var pin = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            using var pixmap = new SKPixmap(info, pin.AddrOfPinnedObject(), info.RowBytes);
            var downsample = coding switch
            {
                JpegCoding.FullChroma => SKJpegEncoderDownsample.Downsample444,
                JpegCoding.HalfWidthChroma => SKJpegEncoderDownsample.Downsample422,
                _ => SKJpegEncoderDownsample.Downsample420,
            };
            using var data = pixmap.Encode(new SKJpegEncoderOptions(quality, downsample, SKJpegEncoderAlphaOption.Ignore))
                ?? throw new InvalidOperationException($"SkiaSharp could not encode an image of {width}x{height} pixels as JPEG.");
            using var file = File.Create(path);
            data.SaveTo(file);
        }
        finally
        {
            pin.Free();
        }
    }

    private static bool CanStart(string program)
    {
        try
        {
            var start = new ProcessStartInfo(program, ["-version"]) { RedirectStandardError = true, RedirectStandardInput = true };
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FrequencyML.Dct;
using FrequencyML.Jpeg;
using FrequencyML.Shared;

namespace FrequencyML.Cli.Commands;

/// <summary><c>frequencyml coefficients</c>: what a JPEG file holds, to compare with another decoder.</summary>
internal static class CoefficientsCommand
{
    private static readonly string[] Columns = ["file", "outcome", "process", "width", "height", "components", "blocks", "sha256_of_quantized_coefficients"];

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "JPEG files.", Arity = ArgumentArity.OneOrMore };
        var tsv = new Option<bool>("--tsv") { Description = "Print tab-separated columns under a header line, for programs." };
        var limit = LimitOption.Create();
        var command = new Command("coefficients", "Describes JPEG files and hashes their quantized coefficients.") { files, tsv, limit };
        command.SetAction(parsed =>
        {
            var asTsv = parsed.GetValue(tsv);
            if (asTsv) Console.WriteLine(string.Join('\t', Columns));
            var limits = parsed.GetRequiredValue(limit);
            var image = new CoefficientImage(new JpegReadOptions
            {
                Lenient = true,
                MaxPixels = limits.MaxPixels,
                MaxCoefficientBytes = limits.MaxCoefficientBytes,
                MaxScans = limits.MaxScans,
            });
            var failed = false;
            foreach (var file in parsed.GetRequiredValue(files))
            {
                var cells = Describe(file, image, limits, out var isSound);
                failed |= !isSound;
                if (asTsv)
                {
                    Console.WriteLine(string.Join('\t', cells.Select(cell => cell.Replace('\t', ' ').ReplaceLineEndings(" "))));
                    continue;
                }
                Console.WriteLine(cells[0]);
                foreach (var (column, cell) in Columns.Zip(cells).Skip(1))
                    if (cell.Length > 0) Console.WriteLine($"  {column}: {cell}");
            }
            return failed ? ExitCode.SomeFailed : ExitCode.Done;
        });
        return command;
    }

    private static string[] Describe(string file, CoefficientImage image, InputLimits limits, out bool isSound)
    {
        isSound = false;
        try
        {
            image.Read(ImageFiles.ReadAllBytes(file, limits));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            return [file, $"fail: {ErrorText.Of(error)}", "", "", "", "", "", ""];
        }
        isSound = image.Damage is null;
        var header = image.Header;
        var components = Enumerable.Range(0, header.ComponentCount).Select(index => header[index]).ToArray();
        return
        [
            file,
            image.Damage is { } damage ? string.Create(CultureInfo.InvariantCulture, $"warn({damage.Count}): {damage.Message}") : "ok",
            header.Process.ToString().ToLowerInvariant(),
            header.Width.ToString(CultureInfo.InvariantCulture),
            header.Height.ToString(CultureInfo.InvariantCulture),
            string.Join(',', components.Select(component => $"{component.HorizontalSampling}x{component.VerticalSampling}")),
            string.Join(',', components.Select(component => $"{component.WidthInBlocks}x{component.HeightInBlocks}")),
            Hash(image),
        ];
    }

    /// <summary>
    /// SHA-256 over all components in frame order, block rows top to bottom, blocks left to right, 64 little-endian Int16 levels a block in
    /// natural order; in lower-case hexadecimal.
    /// </summary>
    private static string Hash(CoefficientImage image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < image.Header.ComponentCount; i++)
        {
            var plane = image.Plane(i);
            for (var row = 0; row < plane.Component.HeightInBlocks; row++) hash.AppendData(MemoryMarshal.AsBytes(plane.Row(row)));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Formats.Tar;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Dct.Tests;
using FrequencyML.Tests.Shared;
using SkiaSharp;

namespace FrequencyML.Soak.Files;

/// <summary>Good and bad images of many kinds in a folder, the same ones at every start.</summary>
internal sealed class MixedFiles
{
    private const int Seed = 9;

    private static readonly (int Width, int Height)[] Sizes = [(160, 120), (375, 500), (500, 375), (1000, 750), (2000, 1500)];

    private readonly TemporaryFolder folder;
    private readonly Random random = new(Seed);
    private readonly List<string> good = [], bad = [];

    /// <summary>Writes the files.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="batch">The number of paths becomes a multiple of it.</param>
    public MixedFiles(TemporaryFolder folder, int batch)
    {
        this.folder = folder;
        AddCopies();
        AddPhotographs();
        AddOtherFormats();
        Good = [.. good];
        AddDamaged();
        AddNoImages();
        Archive = WriteArchive("mixed.tar", [.. good.Take(20), .. bad.Where(File.Exists).Take(10)]);
        CutArchive = folder.Write("cut.tar", File.ReadAllBytes(Archive)[..^3000]);
        List<string> paths = [.. good, .. bad];
        for (var i = 0; paths.Count % batch != 0; i++) paths.Add(good[i]);
        Paths = [.. paths];
        random.Shuffle(Paths);
    }

    /// <summary>All of them in the order of a pass, and paths where there is no file.</summary>
    public string[] Paths { get; }

    /// <summary>Those that were not damaged; a few Golden files are of kinds that cannot be scored.</summary>
    public string[] Good { get; }

    /// <summary>A tar archive with good and bad members.</summary>
    public string Archive { get; }

    /// <summary>The same, cut off in its last members.</summary>
    public string CutArchive { get; }

    private void AddCopies()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            good.Add(folder.Write($"samples/{Path.GetFileName(Path.GetDirectoryName(file))}-{Path.GetFileName(file)}", File.ReadAllBytes(file)));
        // Sequential, progressive, gray, CMYK, YCCK, RGB, arithmetic, turned by EXIF, with restarts, of other samplings.
        var named = Directory.GetFiles(Repository.PathOf("tests", "Golden"), "*.jpg").Where(file => !Path.GetFileName(file)[1..].StartsWith('x'));
        var sampled = Directory.GetFiles(Repository.PathOf("tests", "Golden"), "*-33.jpg");
        foreach (var file in named.Concat(sampled).Order(StringComparer.Ordinal)) good.Add(folder.Write($"golden/{Path.GetFileName(file)}", File.ReadAllBytes(file)));
    }

    private void AddPhotographs()
    {
        Directory.CreateDirectory(folder["photographs"]);
        foreach (var (index, (width, height)) in Sizes.Index())
        {
            var rgb = Photograph.Render(width, height, smallestRadius: 2, seed: index);
            foreach (var coding in Enum.GetValues<JpegCoding>().Where(JpegEncoder.Supports))
            {
                var path = folder[$"photographs/{width}x{height}-{coding}.jpg"];
                JpegEncoder.Write(rgb, width, height, coding, path);
                good.Add(path);
            }
        }
        good.Add(folder.Write("photographs/Größe 1 % (ä, \"b\").jpg", EncodedFiles.WithExifOrientation(File.ReadAllBytes(good[^1]), 5)));
    }

    private void AddOtherFormats()
    {
        foreach (var (index, (width, height)) in Sizes.Take(4).Index())
        {
            var image = new TestImage(width, height, Photograph.Render(width, height, smallestRadius: 2, seed: 100 + index));
            using var bitmap = SKBitmap.Decode(image.EncodePng());
            using var webp = bitmap.Encode(SKEncodedImageFormat.Webp, 80);
            good.Add(folder.Write($"other/{index}.png", image.EncodePng()));
            good.Add(folder.Write($"other/{index}.webp", webp.ToArray()));
            good.Add(folder.Write($"other/{index}.bmp", EncodedFiles.Bmp(image)));
            // SkiaSharp writes no GIF; 128 grays of the green.
            byte[] palette = [.. Enumerable.Range(0, 128).SelectMany(gray => Enumerable.Repeat((byte)(2 * gray), 3))];
            byte[] indices = [.. image.Rgb.Where((_, at) => at % 3 == 1).Select(value => (byte)(value / 2))];
            good.Add(folder.Write($"other/{index}.gif", EncodedFiles.Gif(width, height, palette, (0, 0, width, height, indices))));
        }
    }

    private void AddDamaged()
    {
        foreach (var (index, path) in Good.Where((_, at) => at % 4 == 0).Index())
        {
            var bytes = File.ReadAllBytes(path);
            bad.Add(folder.Write($"damaged/cut-{index}{Path.GetExtension(path)}", bytes[..random.Next(bytes.Length)]));
            for (var flips = 1 + index % 5; flips > 0; flips--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            bad.Add(folder.Write($"damaged/flipped-{index}{Path.GetExtension(path)}", bytes));
        }
    }

    private void AddNoImages()
    {
        bad.Add(folder.Write("none/empty.jpg", []));
        bad.Add(folder.Write("none/empty.png", []));
        bad.Add(folder.Write("none/text.jpg", "no image"u8.ToArray()));
        bad.Add(folder.Write("none/text, of \"two\" lines.jpg", "no\nimage"u8.ToArray()));
        bad.Add(Directory.CreateDirectory(folder["none/folder.jpg"]).FullName);
        bad.Add(folder["none/missing.jpg"]);
        bad.Add(folder["none/no-such-folder/missing.jpg"]);
    }

    private string WriteArchive(string name, string[] files)
    {
        using var writer = new TarWriter(File.Create(folder[name]));
        foreach (var file in files) writer.WriteEntry(file, Path.GetFileName(file));
        return folder[name];
    }
}

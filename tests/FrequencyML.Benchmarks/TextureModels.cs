using System.Diagnostics;
using System.Text.Json;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>
/// The same network on channels and on pixels, trained by <c>frequencyml-train</c> on generated textures. What is made is kept in the work folder; a run that was
/// interrupted goes on.
/// </summary>
internal sealed class TextureModels
{
    // As data/imagenette.plan.json, with fewer epochs: textures are easier than photographs.
    private const string Common = "--network resnet18 --resize 256 --crop 224 --first-crop 128 --min-area 0.65 --precision bfloat16";

    private readonly BenchmarkOptions options;
    private readonly string folder;

    public TextureModels(BenchmarkOptions options)
    {
        this.options = options;
        folder = Directory.CreateDirectory(Path.Combine(options.Work, options.Quick ? "textures-quick" : "textures")).FullName;
    }

    /// <summary>The images that judge: a folder of class folders.</summary>
    public string Validation => Images("validation", PerClass.Validation, seed: 1000);

    /// <summary>Passes over the training images.</summary>
    public int Epochs => options.Pick(6, 1);

    /// <summary>Images of each of the ten classes.</summary>
    public (int Training, int Validation) PerClass => (options.Pick(200, 10), options.Pick(100, 10));

    /// <summary>The seeds of each row.</summary>
    public int[] Seeds => options.Quick ? [1] : [1, 2, 3];

    private string Training => Images("training", PerClass.Training, seed: 1);

    private string Runs => Path.Combine(folder, "runs");

    /// <summary>Trains what is not trained yet and compares.</summary>
    /// <returns>The lines of the table of <c>frequencyml-train compare</c>.</returns>
    public string[] Compare()
    {
        string plan = Path.Combine(folder, "plan.json"), table = Path.Combine(folder, "table.md");
        File.WriteAllText(plan, JsonSerializer.Serialize(new
        {
            common = $"{Common} --epochs {Epochs}",
            variants = new[]
            {
                new { name = "rgb", options = "--input rgb --resize 128 --crop 112 --first-crop 64", seeds = Seeds },
                new { name = "dct24", options = "--channels 24", seeds = Seeds },
            },
        }));
        Train("compare", "--plan", plan, "--data", Training, "--validation", Validation, "--output", Runs, "--markdown", table);
        return File.ReadAllLines(table);
    }

    /// <summary>The first run of a row as ONNX files.</summary>
    /// <param name="row"><c>rgb</c> or <c>dct24</c>.</param>
    public (string Float32, string Int8) Export(string row)
    {
        var run = Path.Combine(Runs, $"{row}-s1");
        string float32 = Path.Combine(folder, $"{row}.onnx"), int8 = Path.Combine(folder, $"{row}-int8.onnx");
        if (File.Exists(float32) && File.Exists(int8)) return (float32, int8);
        if (!File.Exists(Path.Combine(run, "run.json"))) Compare();
        Train("export", "--run", run, "--output", float32);
        Train("export", "--run", run, "--output", int8, "--format", "int8", "--data", Training);
        return (float32, int8);
    }

    private string Images(string name, int perClass, int seed)
    {
        var images = Path.Combine(folder, name);
        if (Directory.Exists(images)) return images;
        var unfinished = $"{images}-unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Train("generate", "--output", unfinished, "--per-class", $"{perClass}", "--seed", $"{seed}");
        Directory.Move(unfinished, images);
        return images;
    }

    /// <summary>Runs <c>frequencyml-train</c>; what it says goes to standard error.</summary>
    private static void Train(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--project", Repository.PathOf("Training", "FrequencyML.Training"), "--", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line) Console.Error.WriteLine(line);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"frequencyml-train {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}

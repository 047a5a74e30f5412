using FrequencyML.Benchmarks.Reports;

namespace FrequencyML.Benchmarks;

/// <summary>Does the same network see as much in 24 channels as in pixels?</summary>
internal static class AccuracyBenchmark
{
    public const string About = """
        ResNet-18 without a stem on the published 24 channels of 224 pixels, and with its usual stem on RGB pixels of 112x112, which leads to the same grid: the same recipe, epochs
        and seeds, on generated textures, by `frequencyml-train generate` and `compare`, once into `--work`. `values` are the numbers that the network sees of an image, `spread` is
        the standard deviation over seeds, in points, and the interval a paired bootstrap over images and seeds. `images/s` are those of OnnxRuntime in float32, without decoding.
        Textures are easy: what photographs say takes hours, and is in [Imagenette](../imagenette.md).
        """;

    public static void Run(Report report, BenchmarkOptions options)
    {
        var models = new TextureModels(options);
        report.Text($"{10 * models.PerClass.Training} training and {10 * models.PerClass.Validation} validation images of 10 classes, {models.Epochs} epochs.");
        report.Table(models.Compare(), "accuracy");
    }
}

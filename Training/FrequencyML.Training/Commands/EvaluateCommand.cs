using System.CommandLine;
using FrequencyML.Training.Data;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train evaluate</c>: accuracy and gate of a run on a folder of class folders, also of images of another size.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var run = RequiredPath.Option("--run", "The run folder that train wrote.");
        var data = RequiredPath.Option("--data", "The images: a folder of class folders.");
        var centroids = new Option<string?>("--centroids-from")
        {
            Description = "Also measure the baseline of colour alone: nearest class centroid of the three DC means, with centroids of this folder.",
        };
        var resize = new Option<int?>("--resize") { Description = "Score images of this short side, in pixels, instead of that of the run." };
        var output = new Option<string?>("--output") { Description = "Write the run as measured here, with --resize, into this folder: a run to export and compare." };
        var command = new Command("evaluate", "Measures a run on a folder of class folders.") { run, data, centroids, resize, output };
        command.SetAction(parsed =>
        {
            var trained = TrainingRun.Load(parsed.GetRequiredValue(run));
            if (parsed.GetValue(resize) is { } size) trained = trained with { ScoringResize = size };
            trained.ScoringSettings.Validate();
            var target = parsed.GetValue(output);
            if (target is not null && (File.Exists(TrainingRun.DescriptionPath(target)) || File.Exists(TrainingRun.CheckpointPath(target))))
                throw new InvalidDataException($"There is a run in '{target}' already; name another --output, or remove it.");
            var images = Read(parsed.GetRequiredValue(data));
            using var network = trained.LoadNetwork(parsed.GetRequiredValue(run));
            var predictions = Predictions.Measure(network, trained.ScoringSettings, images);
            Console.WriteLine(predictions.Summary);
            if (parsed.GetValue(centroids) is { } folder)
                Console.WriteLine(FormattableString.Invariant(
                    $"nearest centroid of the DC means: top-1 {DcCentroids.Accuracy(Read(folder), images, trained.ScoringSettings.Geometry):P2}"));
            if (target is null) return 0;
            Directory.CreateDirectory(target);
            (trained with { Result = predictions.Summary, Gate = predictions.Gate, HasValidationFolder = true }).Save(target, network, predictions);
            return 0;

            LabelledImages Read(string path) => LabelledImages.Read(path).WithLabels(trained.Labels, path);
        });
        return command;
    }
}

using System.CommandLine;
using FrequencyML.Training.Data;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train evaluate</c>: accuracy and gate of a run on a folder of class folders.</summary>
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
        var command = new Command("evaluate", "Measures a run on a folder of class folders.") { run, data, centroids };
        command.SetAction(parsed =>
        {
            var trained = TrainingRun.Load(parsed.GetRequiredValue(run));
            var images = Read(parsed.GetRequiredValue(data));
            using var network = trained.LoadNetwork(parsed.GetRequiredValue(run));
            Console.WriteLine(Predictions.Measure(network, trained.Settings, images).Summary);
            if (parsed.GetValue(centroids) is { } folder)
                Console.WriteLine(FormattableString.Invariant(
                    $"nearest centroid of the DC means: top-1 {DcCentroids.Accuracy(Read(folder), images, trained.Settings.Geometry):P2}"));
            return 0;

            LabelledImages Read(string path) => LabelledImages.Read(path).WithLabels(trained.Labels, path);
        });
        return command;
    }
}

using System.CommandLine;
using FrequencyML.Dct;
using FrequencyML.Shared;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train train</c>: fits a network to a folder of class folders.</summary>
internal static class TrainCommand
{
    private static readonly TrainingSettings Defaults = new();

    public static Command Create()
    {
        var data = RequiredPath.Option("--data", "The training images: a folder of class folders.");
        var output = RequiredPath.Option("--output", "The run folder: settings, result and weights.");
        var validation = new Option<string?>("--validation") { Description = "The validation images; without it every tenth training image is held out." };
        var describe = new Option<string?>("--training-data") { Description = "What the images are, for the model's metadata; default is the folder's name." };
        var selection = CommandLine.Option("--selection", "The channels: 6, 24, 32, 48, 64, 192, low:y,cb,cr or a list.", Defaults.Selection);
        var resize = CommandLine.Option("--resize", "The short side after resizing, in pixels.", Defaults.Resize);
        var crop = CommandLine.Option("--crop", "The centre crop, in pixels; a multiple of 8.", Defaults.Crop);
        var kernel = CommandLine.Choice("--kernel", "The resize kernel.", Defaults.Kernel);
        var noGate = CommandLine.Option("--no-gate", "Train without the gate.", !Defaults.Gate);
        var lambda = CommandLine.Option("--lambda", "The loss of one open channel.", Defaults.Lambda);
        var temperature = CommandLine.Option("--temperature", "The temperature of the gate's Gumbel-softmax.", Defaults.Temperature);
        var width = CommandLine.Option("--width", "The width of the first stage.", Defaults.Width);
        var depths = new Option<int[]>("--depths")
        {
            Description = "The basic blocks of each stage, for instance 2 2 2.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. Defaults.Depths],
        };
        var epochs = CommandLine.Option("--epochs", "Passes over the images.", Defaults.Epochs);
        var batch = CommandLine.Option("--batch", "Images per step.", Defaults.BatchSize);
        var learningRate = CommandLine.Option("--learning-rate", "The highest learning rate.", Defaults.LearningRate);
        var weightDecay = CommandLine.Option("--weight-decay", "L2 penalty of the weights.", Defaults.WeightDecay);
        var seed = CommandLine.Option("--seed", "Of weights, batches and gate noise.", Defaults.Seed);
        var command = new Command("train", "Fits a gated residual network to a folder of class folders.")
        {
            data, output, validation, describe, selection, resize, crop, kernel, noGate, lambda, temperature, width, depths, epochs, batch,
            learningRate, weightDecay, seed,
        };
        command.SetAction(parsed =>
        {
            var settings = new TrainingSettings
            {
                Selection = ChannelSelection.Parse(parsed.GetRequiredValue(selection)).ToString(),
                Resize = parsed.GetValue(resize),
                Crop = parsed.GetValue(crop),
                Kernel = parsed.GetValue(kernel),
                Gate = !parsed.GetValue(noGate),
                Lambda = parsed.GetValue(lambda),
                Temperature = parsed.GetValue(temperature),
                Width = parsed.GetValue(width),
                Depths = parsed.GetRequiredValue(depths),
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batch),
                LearningRate = parsed.GetValue(learningRate),
                WeightDecay = parsed.GetValue(weightDecay),
                Seed = parsed.GetValue(seed),
            };
            settings.Validate();
            Run(settings, parsed.GetRequiredValue(data), parsed.GetValue(validation), parsed.GetValue(describe), parsed.GetRequiredValue(output));
            return 0;
        });
        return command;
    }

    private static void Run(TrainingSettings settings, string data, string? validationFolder, string? description, string output)
    {
        var training = LabelledImages.Read(data);
        LabelledImages validation;
        if (validationFolder is null) (training, validation) = training.Split();
        else validation = LabelledImages.Read(validationFolder).WithLabels(training.Labels, validationFolder);
        description ??= $"{Path.GetFileName(Path.GetFullPath(data).TrimEnd(Path.DirectorySeparatorChar))}, {training.Files.Count} images";
        Console.WriteLine($"{training.Files.Count} training and {validation.Files.Count} validation images of {training.Labels.Count} classes; {settings.Architecture}");
        Trainer.Train(settings, training, validation, description, output, report => Console.WriteLine(FormattableString.Invariant(
            $"epoch {report.Epoch,3}  loss {report.Loss:F3}  training {report.TrainingAccuracy:P1}  open {report.OpenChannels:F1}  {report.Validation}  {report.Seconds:F0} s")));
    }
}

using System.CommandLine;
using FrequencyML.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Export;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train export</c>: writes a run as an ONNX file, after comparing it with the network.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = RequiredPath.Option("--run", "The run folder that train wrote.");
        var output = RequiredPath.Option("--output", "The ONNX file to write.");
        var format = CommandLine.Choice("--format", "How weights are stored; int8 also computes in 8 bits.", ExportFormat.Float32);
        var data = new Option<string?>("--data") { Description = "The training images, on which int8 is calibrated: a folder of class folders." };
        var calibration = CommandLine.Number("--calibration-images", "How many of them, spread over all.", 512, 1, 1 << 20);
        var check = new Option<string?>("--check") { Description = "Compare the file with the network on these images: a folder of class folders." };
        var card = new Option<string?>("--card") { Description = "Also write a model card, in Markdown." };
        var command = new Command("export", "Writes a run as an ONNX file, with normalization and metadata inside.")
        {
            run, output, format, data, calibration, check, card,
        };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(run);
            var target = parsed.GetValue(format);
            var training = parsed.GetValue(data);
            if (target == ExportFormat.Int8 && training is null)
                throw new ArgumentException("int8 is calibrated on images: name the folder of the training images with --data.");
            if (target != ExportFormat.Int8 && (training is not null || parsed.GetResult(calibration) is { Implicit: false }))
                throw new ArgumentException("--data and --calibration-images calibrate int8; leave them out, or add --format int8.");
            var path = parsed.GetRequiredValue(output);
            var page = parsed.GetValue(card);
            WholeFile.Check(path);                                                    // before the work, not after
            if (page is not null)
            {
                WholeFile.Check(page);
                if (Path.GetFullPath(page) == Path.GetFullPath(path)) throw new ArgumentException("--output and --card have to be different files.");
            }
            var trained = TrainingRun.Load(folder);
            using var network = trained.LoadNetwork(folder);
            var calibrationImages = training is null ? null : Images(training).Sample(parsed.GetValue(calibration));
            var checkImages = parsed.GetValue(check) is { } checkFolder ? Images(checkFolder) : null;

            var name = Path.GetFileName(path);
            var (onnx, result, isOnValidation) = ModelExport.Create(trained, folder, network, target, name, calibrationImages, checkImages);
            Console.WriteLine(checkImages is not null ? result : target == ExportFormat.Int8 ? $"Calibration images: {result}" : $"Random input: {result}");
            if (checkImages is not null)
                Console.WriteLine(FormattableString.Invariant($"top-1 {result.Accuracy:P2}, of the network {result.NetworkAccuracy:P2}"));
            WholeFile.Write(path, temporary => File.WriteAllBytes(temporary, onnx));
            Console.WriteLine($"{path}: {onnx.Length} bytes");
            if (page is null) return 0;
            var text = new ModelCard
            {
                FileName = name,
                Run = trained,
                Onnx = onnx,
                Format = target,
                CalibrationImages = calibrationImages?.Files.Count,
                Check = checkImages is null ? null : result,
                IsCheckedOnValidation = isOnValidation,
            }.ToMarkdown();
            WholeFile.Write(page, temporary => File.WriteAllText(temporary, text));
            Console.WriteLine(page);
            return 0;

            LabelledImages Images(string images) => LabelledImages.Read(images).WithLabels(trained.Labels, images);
        });
        return command;
    }
}

using System.CommandLine;
using FrequencyML.Training.Data;
using FrequencyML.Models;
using FrequencyML.Shared;
using FrequencyML.Training.Onnx;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train export</c>: writes a run as an ONNX file and checks it against the network.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = RequiredPath.Option("--run", "The run folder that train wrote.");
        var output = RequiredPath.Option("--output", "The ONNX file to write.");
        var check = new Option<string?>("--check") { Description = "Compare the file with the network on these images: a folder of class folders." };
        var command = new Command("export", "Writes a run as an ONNX file, with normalization and metadata inside.") { run, output, check };
        command.SetAction(parsed =>
        {
            var trained = TrainingRun.Load(parsed.GetRequiredValue(run));
            using var network = trained.LoadNetwork(parsed.GetRequiredValue(run));
            var path = parsed.GetRequiredValue(output);
            var onnx = TorchExporter.Export(network, trained.Metadata);
            using var model = FrequencyModel.Load(onnx, Path.GetFileName(path));
            if (parsed.GetValue(check) is { } folder)
            {
                var result = ExportCheck.Measure(network, model, LabelledImages.Read(folder).WithLabels(trained.Labels, folder));
                Console.WriteLine(result);
                if (!result.Passed) throw new InvalidOperationException($"The exported model does not equal the network; {path} was not written.");
            }
            WholeFile.Write(path, temporary => File.WriteAllBytes(temporary, onnx));
            Console.WriteLine($"{path}: {onnx.Length} bytes");
            return 0;
        });
        return command;
    }
}

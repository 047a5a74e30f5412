using System.CommandLine;
using FrequencyML.Models;
using FrequencyML.Shared;
using FrequencyML.Training.Export;
using FrequencyML.Training.Import;
using FrequencyML.Training.Onnx;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train import</c>: writes a checkpoint of the paper's authors as an ONNX file and checks it against the network.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var checkpoint = RequiredPath.Option("--checkpoint", "The checkpoint that torch.save wrote: a released ResNet-50 or MobileNetV2. Nothing in it is executed.");
        var output = RequiredPath.Option("--output", "The ONNX file to write.");
        var labels = new Option<string?>("--labels") { Description = "The class names in the order of the logits, one per line; default is class 0, class 1 and so on." };
        var command = new Command("import", "Writes a checkpoint of the authors of \"Learning in the Frequency Domain\" as an ONNX file.") { checkpoint, output, labels };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(output);
            using var source = Checkpoint.Open(parsed.GetRequiredValue(checkpoint));
            var released = ReleasedModel.Recognize(source);
            var names = parsed.GetValue(labels) is { } file ? LabelFile.Read(file, released.Classes) : LabelFile.Numbered(released.Classes);
            using var network = released.CreateNetwork(source);
            var onnx = TorchExporter.Export(network, released.Describe(names));
            using (var model = FrequencyModel.Load(onnx, Path.GetFileName(path), new FrequencyModelOptions { Device = InferenceDevice.Cpu }))
            {
                var check = ExportCheck.MeasureOnRandom(network, model, released.Normalization);
                Console.WriteLine(check);
                if (!check.PassesAs(ExportFormat.Float32)) throw new InvalidOperationException($"The exported model does not equal the network; {path} was not written.");
            }
            WholeFile.Write(path, temporary => File.WriteAllBytes(temporary, onnx));
            Console.WriteLine($"{path}: {released.Settings.Architecture}, {released.Settings.Selection} channels, {released.Classes} classes, {onnx.Length} bytes");
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using FrequencyML.Models;

namespace FrequencyML.Cli.Commands;

/// <summary><c>frequencyml doctor</c>: which devices run a model here, and what the others lack.</summary>
internal static class DoctorCommand
{
    private const int Indent = 13;

    public static Command Create()
    {
        var device = DeviceOption.Create();
        var command = new Command("doctor", "Says what OnnxRuntime can run on here, and what is missing. Exit code 0 if the device works, 2 if not.") { device };
        command.SetAction(parsed => Examine(parsed.GetValue(device)));
        return command;
    }

    private static int Examine(InferenceDevice chosen)
    {
        Print("onnxruntime", InferenceRuntime.Version);
        Print("library", InferenceRuntime.LibraryPath ?? "the system does not tell where it is");
        Print("providers", string.Join(", ", InferenceRuntime.Providers));
        Print("processor", ProcessorFeatures.Describe());
        Console.WriteLine();
        foreach (var kind in Enum.GetValues<InferenceDeviceKind>().Where(kind => kind != InferenceDeviceKind.Auto && kind != chosen.Kind))
            Try(new InferenceDevice(kind));
        return Try(chosen) ? ExitCode.Done : ExitCode.Usage;
    }

    /// <summary>Runs the default model on one image of zeros.</summary>
    private static bool Try(InferenceDevice device)
    {
        try
        {
            using var model = FrequencyModel.LoadDefault(new FrequencyModelOptions { Device = device });
            using var scorer = new BatchScorer(model, 1);
            scorer.Run(1);
            var memory = model.Device.Kind == InferenceDeviceKind.Cpu ? "" : scorer.UsesPageLockedMemory ? ", page-locked buffers" : ", pageable buffers";
            Print($"{device}", device == model.Device ? $"ok{memory}" : $"ok: {model.Device}{memory}, since {model.DeviceReason}");
            return true;
        }
        catch (DeviceUnavailableException error)
        {
            Print($"{device}", $"no: {error.Reason}");
            if (error.Fix.Length > 0) Print("", $"fix: {error.Fix}");
            return false;
        }
        catch (Exception error) when (error is Microsoft.ML.OnnxRuntime.OnnxRuntimeException or InvalidOperationException)
        {
            Print($"{device}", $"no: {error.Message.ReplaceLineEndings(" ")}");
            return false;
        }
    }

    private static void Print(string name, string text) => Console.WriteLine(name.PadRight(Indent) + text);
}

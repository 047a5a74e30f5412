using System.CommandLine;
using FrequencyML.Models;
using FrequencyML.Scoring.Devices;

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
        var last = false;
        foreach (var found in DeviceExamination.All(chosen))
        {
            Print($"{found.Device}", Describe(found));
            if (found.Fix.Length > 0) Print("", $"fix: {found.Fix}");
            last = found.IsUsable;
        }
        return last ? ExitCode.Done : ExitCode.Usage;
    }

    private static string Describe(DeviceExamination found) =>
        !found.IsUsable ? $"no: {found.Detail}"
        : found.Detail.Length == 0 ? "ok"
        : found.RunsOn == found.Device ? $"ok, {found.Detail}" : $"ok: {found.Detail}";

    private static void Print(string name, string text) => Console.WriteLine(name.PadRight(Indent) + text);
}

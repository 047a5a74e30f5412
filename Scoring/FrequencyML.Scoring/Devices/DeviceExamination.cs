using FrequencyML.Models;
using Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Scoring.Devices;

/// <summary>Whether a device runs a model here, and if not, what it lacks.</summary>
/// <param name="Device">The device that was asked for.</param>
/// <param name="RunsOn">The device that ran the model; null if none did.</param>
/// <param name="Detail">A clause: what is to be known of it, maybe nothing; where none ran the model, why.</param>
/// <param name="Fix">What to do about it, as a sentence; empty where nothing is known or to be done.</param>
internal sealed record DeviceExamination(InferenceDevice Device, InferenceDevice? RunsOn, string Detail, string Fix = "")
{
    /// <summary>Whether the model ran.</summary>
    public bool IsUsable => RunsOn is not null;

    /// <summary>Examines one device of every kind, each as it is asked for.</summary>
    /// <param name="chosen">Stands for its kind, and comes last.</param>
    public static IEnumerable<DeviceExamination> All(InferenceDevice chosen) =>
        Enum.GetValues<InferenceDeviceKind>().Where(kind => kind != InferenceDeviceKind.Auto && kind != chosen.Kind)
            .Select(kind => new InferenceDevice(kind)).Append(chosen).Select(Of);

    /// <summary>Runs the default model on one image of zeros.</summary>
    public static DeviceExamination Of(InferenceDevice device)
    {
        try
        {
            using var model = FrequencyModel.LoadDefault(new FrequencyModelOptions { Device = device });
            using var scorer = new BatchScorer(model, 1);
            scorer.Run(1);
            var details = new List<string>();
            if (device != model.Device) details.Add($"{model.Device}");
            if (model.Device.Kind != InferenceDeviceKind.Cpu) details.Add(scorer.UsesPageLockedMemory ? "page-locked buffers" : "pageable buffers");
            if (device != model.Device) details.Add($"since {model.DeviceReason}");
            return new(device, model.Device, string.Join(", ", details));
        }
        catch (DeviceUnavailableException error)
        {
            return new(device, null, error.Reason, error.Fix);
        }
        catch (Exception error) when (error is OnnxRuntimeException or InvalidOperationException)
        {
            return new(device, null, error.Message.ReplaceLineEndings(" "));
        }
    }
}

using System.Management.Automation;
using FrequencyML.Models;
using FrequencyML.Scoring.Devices;

namespace FrequencyML.Cmdlets;

/// <summary>Tests which devices run a model here, and says what the others lack.</summary>
/// <remarks>
/// <para>Each device runs the model that comes with the module, on one image. -Verbose shows the version of OnnxRuntime, its library and the processor.</para>
/// </remarks>
/// <example>
/// <code>Test-FrequencyDevice | Format-List</code>
/// <para>All devices, with what to install for those that cannot be used.</para>
/// </example>
/// <example>
/// <code>$device = if (Test-FrequencyDevice cuda -Quiet) { 'cuda' } else { 'cpu' }</code>
/// <para>Chooses a device in a script.</para>
/// </example>
public class TestFrequencyDevice : PSCmdlet
{
    /// <summary>The devices to test: auto, cpu, cuda, cuda:1, tensorrt, tensorrt:1 or webgpu. The default is one of every kind, and auto.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[]? Device { get; set; }

    /// <summary>Writes true if all of them can be used, else false, and nothing more. Without -Device that is false where a GPU of any kind is missing.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var devices = Device?.Select(name => this.Checked(name, () => InferenceDevice.Parse(name))).ToArray();
        var version = this.Checked("OnnxRuntime", () => InferenceRuntime.Version);
        WriteVerbose($"OnnxRuntime {version}, {InferenceRuntime.LibraryPath}, {string.Join(", ", InferenceRuntime.Providers)}.");
        WriteVerbose($"{ProcessorFeatures.Describe()}.");
        var all = true;
        foreach (var examination in devices?.Select(DeviceExamination.Of) ?? DeviceExamination.All(InferenceDevice.Auto))
        {
            if (Stopping) return;
            all &= examination.IsUsable;
            if (!Quiet) WriteObject(new FrequencyDevice(examination));
        }
        if (Quiet) WriteObject(all);
    }
}

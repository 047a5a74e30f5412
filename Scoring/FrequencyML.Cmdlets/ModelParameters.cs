using System.Management.Automation;
using FrequencyML.Models;

namespace FrequencyML.Cmdlets;

/// <summary>Opens the models that parameters name.</summary>
internal static class ModelParameters
{
    /// <summary>Opens a model, or ends the cmdlet with an error.</summary>
    /// <param name="cmdlet">The cmdlet, to whose location relative paths are relative.</param>
    /// <param name="path">An ONNX file; null for the model that comes with the module.</param>
    /// <param name="device">The name of a device.</param>
    /// <param name="threads">Threads of one run; 0 for one per processor.</param>
    public static FrequencyModel Open(PSCmdlet cmdlet, string? path, string device, int threads) => cmdlet.Checked(path ?? device, () =>
    {
        var options = new FrequencyModelOptions { Device = InferenceDevice.Parse(device), Threads = threads };
        return path is null ? FrequencyModel.LoadDefault(options) : FrequencyModel.Load(FileSystemItem.FullPath(cmdlet, path), options);
    });
}

using System.CommandLine;
using FrequencyML.Models;

namespace FrequencyML.Cli;

/// <summary><c>--device</c>: what a model runs on.</summary>
internal static class DeviceOption
{
    public static Option<InferenceDevice> Create() => new("--device")
    {
        Description = "What the model runs on: auto, cpu, cuda[:n], tensorrt[:n] or webgpu. auto takes the first GPU that runs the model, TensorRT excepted, else the CPU, and says why.",
        DefaultValueFactory = _ => InferenceDevice.Auto,
        CustomParser = result =>
        {
            try
            {
                return InferenceDevice.Parse(result.Tokens[0].Value);
            }
            catch (FormatException error)
            {
                result.AddError(error.Message);
                return InferenceDevice.Auto;
            }
        },
    };
}

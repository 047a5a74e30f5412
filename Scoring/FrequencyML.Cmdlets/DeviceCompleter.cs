namespace FrequencyML.Cmdlets;

/// <summary>Completes the names of devices.</summary>
public sealed class DeviceCompleter() : ListCompleter(
    ("auto", "The first GPU that runs the model, TensorRT excepted, else the CPU"),
    ("cpu", "The processor"),
    ("cuda", "An NVIDIA GPU, through CUDA and cuDNN"),
    ("cuda:1", "The second NVIDIA GPU"),
    ("tensorrt", "An NVIDIA GPU, through TensorRT"),
    ("tensorrt:1", "The second NVIDIA GPU, through TensorRT"),
    ("webgpu", "A GPU, in an OnnxRuntime that was built with WebGPU"));

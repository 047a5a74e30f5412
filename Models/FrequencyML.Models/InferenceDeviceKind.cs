namespace FrequencyML.Models;

/// <summary>What a model runs on.</summary>
public enum InferenceDeviceKind
{
    /// <summary>The first GPU that runs the model, else the CPU. TensorRT is not tried: it builds an engine first, which takes minutes.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA and cuDNN.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU through TensorRT; CUDA runs what TensorRT leaves.</summary>
    TensorRt,

    /// <summary>A GPU through WebGPU, in an OnnxRuntime that was built with it.</summary>
    WebGpu,
}

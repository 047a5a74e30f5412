namespace FrequencyML.Training.Export;

/// <summary>How the weights of an exported model are stored, and in what its trunk computes.</summary>
internal enum ExportFormat
{
    Float32,

    /// <summary>Weights are stored as float16; all arithmetic is float32.</summary>
    Float16,

    /// <summary>Trunk and head are quantized to uint8 activations and int8 weights.</summary>
    Int8,
}

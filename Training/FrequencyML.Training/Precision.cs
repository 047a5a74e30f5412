namespace FrequencyML.Training;

/// <summary>The type of the trunk's activations and gradients; weights and depthwise convolutions are float32 in any case.</summary>
internal enum Precision
{
    Float32,
    BFloat16,
}

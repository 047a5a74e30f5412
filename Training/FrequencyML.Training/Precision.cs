namespace FrequencyML.Training;

/// <summary>The type of the trunk's activations and gradients; weights are float32 in any case.</summary>
internal enum Precision
{
    Float32,
    BFloat16,
}

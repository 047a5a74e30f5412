namespace FrequencyML.Training;

/// <summary>What turns gradients into steps.</summary>
internal enum OptimizerKind
{
    /// <summary>SGD with Nesterov momentum.</summary>
    Sgd,

    AdamW,
}

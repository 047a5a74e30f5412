using TorchSharp;

namespace FrequencyML.Training.Networks;

/// <summary>Numbers as native scalars that outlive every use.</summary>
/// <remarks>
/// TorchSharp turns a number into a native <see cref="Scalar"/> and drops it as soon as native code has its address, also the 1 of a plain
/// sum of tensors. A collection that another thread starts in that moment frees it under the reader: an exception, or another learning
/// rate. So what runs in a training step gives tensors no number, unless a <c>using</c> holds its scalar, adds tensors with
/// <see cref="One"/> or a factor, and reads numbers by <c>item</c>, which makes no scalar, where <c>ToDouble</c> does.
/// </remarks>
internal static class HeldScalar
{
    /// <summary>The factor of the second of two tensors in a plain sum.</summary>
    public static Scalar One { get; } = 1;
}

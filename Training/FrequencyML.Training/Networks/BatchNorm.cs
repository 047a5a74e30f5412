using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>Batch norm without the counter of batches.</summary>
internal static class BatchNorm
{
    /// <summary>
    /// Normalizes by the batch's statistics and lets the running ones follow while training, by the running ones else. The module's own forward also counts
    /// the batches, which no momentum of ours needs, with a number that a collection may free in the meantime (<see cref="HeldScalar"/>).
    /// </summary>
    public static Tensor Apply(this BatchNorm2d norm, Tensor x) => nn.functional.batch_norm(                 // [N, C, H, W]
        x, norm.running_mean!, norm.running_var!, norm.weight!, norm.bias!, norm.training, norm.momentum ?? 0.1, norm.eps);
}

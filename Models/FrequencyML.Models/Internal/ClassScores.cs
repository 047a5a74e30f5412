using System.Numerics.Tensors;

namespace FrequencyML.Models.Internal;

/// <summary>From the outputs of a network to what is reported of a row.</summary>
internal static class ClassScores
{
    /// <summary>Softmax.</summary>
    /// <param name="logits">One per class.</param>
    /// <param name="probabilities">Receives as many values, 0..1; all NaN where a logit is NaN or +∞, or all are -∞.</param>
    public static void Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), probabilities);   // keeps exp within range
        TensorPrimitives.SoftMax(probabilities, probabilities);
    }

    /// <summary>The places of the largest values, largest first; of equal ones the first comes first.</summary>
    /// <param name="values">Any number; where all are NaN, the first places come first.</param>
    /// <param name="indices">Receives as many places as it has elements, at most the number of values.</param>
    public static void Largest(ReadOnlySpan<float> values, Span<int> indices)
    {
        // Insertion: for the few classes that are asked for, less than sorting all of them.
        for (int index = 0, held = 0; index < values.Length; index++)
        {
            if (held == indices.Length && !(values[index] > values[indices[held - 1]])) continue;
            var place = held < indices.Length ? held++ : held - 1;
            for (; place > 0 && values[index] > values[indices[place - 1]]; place--) indices[place] = indices[place - 1];
            indices[place] = index;
        }
    }

    /// <summary>The best classes and their probabilities, best first.</summary>
    /// <param name="logits">One per class.</param>
    /// <param name="labels">The class names.</param>
    /// <param name="top">How many; more than there are classes means all.</param>
    public static ScoredLabel[] Best(ReadOnlySpan<float> logits, IReadOnlyList<string> labels, int top)
    {
        Span<float> probabilities = logits.Length <= 1024 ? stackalloc float[logits.Length] : new float[logits.Length];
        Softmax(logits, probabilities);
        top = Math.Min(top, labels.Count);
        Span<int> indices = top <= 1024 ? stackalloc int[top] : new int[top];
        Largest(probabilities, indices);
        var best = new ScoredLabel[top];
        for (var i = 0; i < top; i++) best[i] = new ScoredLabel(labels[indices[i]], probabilities[indices[i]]);
        return best;
    }

    /// <summary>The number of open channels of a gate.</summary>
    public static int CountOpen(ReadOnlySpan<float> gate)
    {
        var open = 0;
        foreach (var channel in gate) open += channel > 0.5f ? 1 : 0;
        return open;
    }
}

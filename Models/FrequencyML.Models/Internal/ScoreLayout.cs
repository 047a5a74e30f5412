using System.Numerics.Tensors;

namespace FrequencyML.Models.Internal;

/// <summary>
/// The values that scoring gives for a row, one behind the other: the softmax of every class, the gate, the best classes by index and their
/// softmax. Every output column is a slice of them; all are NaN for a row without scores.
/// </summary>
internal sealed class ScoreLayout
{
    private readonly int top;

    /// <summary>The layout for a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="top">How many classes are asked for; the best is always there.</param>
    public ScoreLayout(FrequencyModel model, int top)
    {
        var classes = model.Metadata.Labels.Count;
        this.top = Math.Clamp(top, 1, classes);
        Scores = new(0, classes);
        Gate = new(Scores.End.Value, Scores.End.Value + (model.HasGate ? model.Metadata.Selection.Count : 0));
        TopIndices = new(Gate.End.Value, Gate.End.Value + this.top);
        TopScores = new(TopIndices.End.Value, TopIndices.End.Value + this.top);
    }

    /// <summary>Of every class.</summary>
    public Range Scores { get; }

    /// <summary>Of every channel; empty for a model without a gate.</summary>
    public Range Gate { get; }

    /// <summary>Of the best classes.</summary>
    public Range TopIndices { get; }

    /// <summary>Of the best classes.</summary>
    public Range TopScores { get; }

    /// <summary>Of the best class.</summary>
    public Range BestIndex => TopIndices.Start..(TopIndices.Start.Value + 1);

    /// <summary>The number of values.</summary>
    public int Length => TopScores.End.Value;

    /// <summary>Whether a tensor has no missing value: the largest of values with a NaN is NaN.</summary>
    public static bool IsPresent(ReadOnlySpan<float> tensor) => !float.IsNaN(TensorPrimitives.Max(tensor));

    /// <summary>Writes a row's values.</summary>
    /// <param name="logits">One per class.</param>
    /// <param name="gate">One per channel, or none.</param>
    /// <param name="values">Receives <see cref="Length"/> values; all NaN where the softmax is.</param>
    public void Write(ReadOnlySpan<float> logits, ReadOnlySpan<float> gate, Span<float> values)
    {
        var scores = values[Scores];
        ClassScores.Softmax(logits, scores);
        if (!IsPresent(scores))
        {
            values.Fill(float.NaN);
            return;
        }
        gate.CopyTo(values[Gate]);
        Span<int> indices = top <= 1024 ? stackalloc int[top] : new int[top];
        ClassScores.Largest(scores, indices);
        for (var i = 0; i < top; i++)
        {
            values[TopIndices][i] = indices[i];
            values[TopScores][i] = scores[indices[i]];
        }
    }
}

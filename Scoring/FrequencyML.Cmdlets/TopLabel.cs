using FrequencyML.Models;
using FrequencyML.Scoring.Rows;

namespace FrequencyML.Cmdlets;

/// <summary>A class and its probability.</summary>
public sealed class TopLabel
{
    internal TopLabel(ScoredLabel scored) => (Label, Score) = scored;

    /// <summary>The class name.</summary>
    public string Label { get; }

    /// <summary>Its probability, 0..1.</summary>
    public float Score { get; }

    /// <inheritdoc/>
    public override string ToString() => TopList.Format([new(Label, Score)]);
}

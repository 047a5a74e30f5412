namespace FrequencyML.Models;

/// <summary>A class and its probability.</summary>
/// <param name="Label">The class name.</param>
/// <param name="Score">The softmax of its logit, 0..1.</param>
public readonly record struct ScoredLabel(string Label, float Score);

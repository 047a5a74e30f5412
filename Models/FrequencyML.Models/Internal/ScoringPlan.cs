using FrequencyML.Transforms.Internal;

namespace FrequencyML.Models.Internal;

/// <summary>What scores data.</summary>
/// <param name="Model">The model.</param>
/// <param name="Layout">What it gives for a row.</param>
/// <param name="Columns">The columns to add.</param>
/// <param name="InputColumnName">The column of tensors or images.</param>
/// <param name="Images">What to make of an image; null where the column holds tensors.</param>
/// <param name="BatchSize">The rows of a run.</param>
/// <param name="Threads">The threads that decode images.</param>
internal sealed record ScoringPlan(
    FrequencyModel Model, ScoreLayout Layout, ScoreColumn[] Columns, string InputColumnName, ImageFunction? Images, int BatchSize, int Threads);

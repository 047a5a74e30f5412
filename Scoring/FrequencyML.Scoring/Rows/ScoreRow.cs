using FrequencyML.Models;

namespace FrequencyML.Scoring.Rows;

/// <summary>One row of an output: an image of the inputs, and what became of it.</summary>
/// <param name="Index">The image's place among all inputs, from 0; a file may be there twice, its place is not.</param>
/// <param name="Image">The result.</param>
internal readonly record struct ScoreRow(long Index, ImageScore Image);

namespace FrequencyML.Training.Textures;

/// <summary>What a surface is like at one point, before light and colour.</summary>
/// <param name="Height">Height above the plane, in surface units; its slope makes the shading.</param>
/// <param name="Tone">Dark (-1) to light (1) within the image's palette; values outside are clamped.</param>
/// <param name="Accent">Share of the palette's second colour, 0 to 1.</param>
/// <param name="Gloss">Strength of the mirror highlight, 0 to 1.</param>
internal readonly record struct SurfaceSample(float Height, float Tone, float Accent, float Gloss);

namespace FrequencyML.Training.Networks;

/// <summary>The shape of a ResNet.</summary>
/// <param name="Depths">The blocks of each stage; every stage after the first halves the grid and doubles the width.</param>
/// <param name="Width">The width of the first stage.</param>
/// <param name="IsBottleneck">Whether blocks are bottlenecks, four times as wide at their ends.</param>
internal sealed record ResNetShape(IReadOnlyList<int> Depths, int Width, bool IsBottleneck);

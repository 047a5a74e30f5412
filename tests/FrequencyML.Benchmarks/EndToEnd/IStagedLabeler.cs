namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>A way from image files to labels whose two stages can be run alone, each with all the threads.</summary>
internal interface IStagedLabeler : ILabeler
{
    /// <summary>Only from files to tensors.</summary>
    /// <returns>A number that depends on all of them.</returns>
    double Decode();

    /// <summary>Only from as many tensors, which are there already, to logits.</summary>
    /// <returns>A number that depends on all of them.</returns>
    double RunNetwork();
}

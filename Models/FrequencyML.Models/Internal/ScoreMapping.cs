using FrequencyML.Transforms.Internal;
using Microsoft.ML.Transforms;

namespace FrequencyML.Models.Internal;

/// <summary>Channels to scores.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ScoreMapping : CustomMappingFactory<TensorInput, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.Score";

    public override Action<TensorInput, TensorChunks> GetMapping()
    {
        var scorers = new TextCache<RowScorer>(RowScorer.Parse);
        return (row, output) => scorers.Get(row.Options).Map(row, output);
    }
}

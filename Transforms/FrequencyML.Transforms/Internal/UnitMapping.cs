using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>Nothing to a column of zeros.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class UnitMapping : CustomMappingFactory<UnitMapping.Input, UnitMapping.Output>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.Unit";

    public override Action<Input, Output> GetMapping() => static (_, output) => output.Unit = 0;

    internal sealed class Input;

    internal sealed class Output
    {
        [ColumnName(TemporaryColumn.Unit)]
        public float Unit { get; set; }
    }
}

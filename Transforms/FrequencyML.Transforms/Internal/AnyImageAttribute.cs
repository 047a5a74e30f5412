using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace FrequencyML.Transforms.Internal;

/// <summary>Marks a property that holds an <c>MLImage</c> of any size: <see cref="ImageTypeAttribute"/> throws unless it is given a size.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AnyImageAttribute : DataViewTypeAttribute
{
    /// <summary>The column type: images of any size.</summary>
    public static ImageDataViewType Type { get; } = new();

    /// <summary>Tells ML.NET which column type the property is; a type that it was not told about cannot be read by a mapping.</summary>
    public override void Register() => DataViewTypeManager.Register(Type, typeof(MLImage), this);

    /// <inheritdoc/>
    public override bool Equals(DataViewTypeAttribute? other) => other is AnyImageAttribute;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AnyImageAttribute;

    /// <inheritdoc/>
    public override int GetHashCode() => typeof(AnyImageAttribute).GetHashCode();
}

using System.Diagnostics.CodeAnalysis;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

public sealed class ExifProfile
{
    private readonly Dictionary<object, object> values = [];

    public bool TryGetValue<TValueType>(ExifTag<TValueType> tag, [NotNullWhen(true)] out IExifValue<TValueType>? exifValue)
    {
        exifValue = values.TryGetValue(tag, out var value) ? new Entry<TValueType> { Value = (TValueType)value } : null;
        return exifValue is not null;
    }

    public void SetValue<TValueType>(ExifTag<TValueType> tag, TValueType value)
        where TValueType : notnull => values[tag] = value;

    private sealed class Entry<TValueType> : IExifValue<TValueType>
    {
        public TValueType? Value { get; set; }
    }
}

public abstract class ExifTag
{
    public static ExifTag<ushort> Orientation { get; } = new();
}

public sealed class ExifTag<TValueType> : ExifTag;

public interface IExifValue<TValueType>
{
    TValueType? Value { get; set; }
}

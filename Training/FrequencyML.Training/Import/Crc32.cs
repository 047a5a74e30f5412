namespace FrequencyML.Training.Import;

/// <summary>The checksum of zip entries, which .NET's archive does not compare.</summary>
/// <remarks>Source: ITU-T V.42, 8.1.1.6.2, reflected: polynomial 0xEDB88320.</remarks>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (crc, _) =>
        (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }
}

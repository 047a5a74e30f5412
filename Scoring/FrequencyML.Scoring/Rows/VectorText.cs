using System.Buffers;
using System.Globalization;

namespace FrequencyML.Scoring.Rows;

/// <summary>A vector as a JSON array in UTF-8, each value with as many digits as bring it back exactly.</summary>
internal static class VectorText
{
    // -1.17549435E-38, or -Infinity, and a comma.
    private const int MaxValueLength = 16;

    /// <summary>Writes a vector.</summary>
    public static void Format(ReadOnlySpan<float> vector, IBufferWriter<byte> text)
    {
        text.Write("["u8);
        for (var i = 0; i < vector.Length; i++)
        {
            var space = text.GetSpan(MaxValueLength + 1);
            var comma = i > 0 ? 1 : 0;
            space[0] = (byte)',';
            vector[i].TryFormat(space[comma..], out var length, provider: CultureInfo.InvariantCulture);
            text.Advance(comma + length);
        }
        text.Write("]"u8);
    }

    /// <summary>Reads a vector.</summary>
    /// <exception cref="FormatException">The text is no array of numbers.</exception>
    public static float[] Parse(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'[', .. var inner, (byte)']']) throw new FormatException("a vector is no array of numbers");
        if (inner.IsEmpty) return [];
        var vector = new float[inner.Count((byte)',') + 1];
        var index = 0;
        foreach (var range in inner.Split((byte)','))
        {
            if (!float.TryParse(inner[range], NumberStyles.Float, CultureInfo.InvariantCulture, out vector[index++]))
                throw new FormatException($"value {index} of a vector is no number");
        }
        return vector;
    }
}

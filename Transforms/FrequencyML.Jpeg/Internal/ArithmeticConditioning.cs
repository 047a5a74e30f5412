namespace FrequencyML.Jpeg.Internal;

/// <summary>The DAC segment (ITU-T T.81, B.2.4.3). Nothing here uses its values; a wrong one still tells a damaged file.</summary>
internal static class ArithmeticConditioning
{
    public static void Check(ReadOnlySpan<byte> parameters, int offset)
    {
        if (parameters.Length % 2 != 0)
            throw new InvalidDataException($"DAC at byte {offset} has {parameters.Length} bytes; expected pairs.");
        for (var i = 0; i < parameters.Length; i += 2)
        {
            int tableClass = parameters[i] >> 4, destination = parameters[i] & 15, value = parameters[i + 1];
            if (tableClass > 1 || destination > 3)
                throw new InvalidDataException(
                    $"DAC at byte {offset} sets table 0x{parameters[i]:X2}; expected class 0 or 1, destination 0 to 3.");
            if (tableClass == 0 && (value & 15) > value >> 4 || tableClass == 1 && value is < 1 or > 63)
                throw new InvalidDataException($"DAC at byte {offset} gives the value 0x{value:X2}, out of its range.");
        }
    }
}

using System.Text;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>Words that more than one format gives a meaning.</summary>
internal static class Tokens
{
    /// <summary>Numbers as text at and beyond the ends of their types, and what is none.</summary>
    public static IReadOnlyList<byte[]> Numbers { get; } = Of(
        "0", "1", "-1", "2147483647", "2147483648", "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "1e309", "-1e309", "1E400000000000", "0.1", "NaN", "Infinity", "-Infinity", "null", "true", "1e-50", "00", "+1", " 1", "0x10", "99999999999999999999999999");

    /// <summary>What JSON is made of.</summary>
    public static IReadOnlyList<byte[]> Json { get; } =
        [.. Numbers, .. Of("{", "}", "[", "]", "[]", "{}", "\"\"", ":", ",", "\\u0000", "\\ud800", "\"", "//", new string('[', 70), new string('{', 70)), .. Odd];

    /// <summary>Bytes that texts seldom have: no UTF-8, marks, ends of lines.</summary>
    public static IReadOnlyList<byte[]> Odd =>
        [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], "\r\n"u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), [0xE2, 0x80, 0xA8]];

    public static IReadOnlyList<byte[]> Of(params ReadOnlySpan<string> words)
    {
        var tokens = new byte[words.Length][];
        for (var i = 0; i < tokens.Length; i++) tokens[i] = Encoding.UTF8.GetBytes(words[i]);
        return tokens;
    }
}

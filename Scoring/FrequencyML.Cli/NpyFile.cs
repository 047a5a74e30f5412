using System.Runtime.InteropServices;
using System.Text;

namespace FrequencyML.Cli;

/// <summary>NumPy's array file. Source: numpy.lib.format, version 1.0.</summary>
internal static class NpyFile
{
    /// <summary>Writes a float32 array in C order.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="values">Row-major values.</param>
    /// <param name="shape">Its product is the number of values.</param>
    public static void Write(Stream stream, ReadOnlySpan<float> values, params int[] shape)
    {
        const int alignment = 64, prefix = 10;                                        // magic, version, header length
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")}), }}";
        header = header.PadRight((prefix + header.Length + alignment) / alignment * alignment - prefix - 1) + "\n";
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        const int chunk = 1 << 20;                                                    // a span of bytes holds 512 million values at most
        for (var start = 0; start < values.Length; start += chunk)
            stream.Write(MemoryMarshal.AsBytes(values.Slice(start, Math.Min(chunk, values.Length - start))));   // little-endian, as all platforms of .NET here
    }
}

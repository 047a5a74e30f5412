using System.Buffers.Binary;
using Google.Protobuf;
using Tensorboard;

namespace FrequencyML.Training.Reports;

/// <summary>One value of a TensorBoard log.</summary>
internal readonly record struct LoggedValue(string Tag, long Step, float Value);

/// <summary>Reads the files of a TensorBoard log.</summary>
/// <remarks>
/// Source: TensorFlow's TFRecord format. A record is its length (UInt64, little endian), a masked CRC-32C of the length, the bytes of an
/// <c>Event</c> message, and a masked CRC-32C of them.
/// </remarks>
internal static class TensorBoardEvents
{
    private const int CrcLength = sizeof(uint), HeaderLength = sizeof(ulong) + CrcLength;

    public static string[] Files(string folder) => [.. Directory.GetFiles(folder, "events.out.tfevents.*").Order(StringComparer.Ordinal)];

    /// <summary>Reads the values up to the first record that is no message, or cut off because its process was killed. The CRCs are not looked at.</summary>
    public static IReadOnlyList<LoggedValue> Read(string path)
    {
        var values = new List<LoggedValue>();
        var bytes = File.ReadAllBytes(path);
        var offset = 0;
        while (bytes.Length - offset >= HeaderLength + CrcLength)
        {
            var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset));
            if (length > (ulong)(bytes.Length - offset - HeaderLength - CrcLength)) break;
            Event message;
            try
            {
                // From a stream: TorchSharp's generated code is older than parsing from spans and arrays.
                message = Event.Parser.ParseFrom(new CodedInputStream(bytes, offset + HeaderLength, (int)length));
            }
            catch (InvalidProtocolBufferException)
            {
                break;
            }
            values.AddRange((message.Summary?.Value ?? []).Select(value => new LoggedValue(value.Tag, message.Step, value.SimpleValue)));
            offset += HeaderLength + (int)length + CrcLength;
        }
        return values;
    }
}

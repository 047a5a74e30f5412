namespace SixLabors.ImageSharp.Formats;

public sealed class DecoderOptions
{
    public uint MaxFrames { get; init; } = int.MaxValue;
}

namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>One component of a <see cref="CodedImage"/>; its blocks are in zigzag order.</summary>
internal sealed class CodedComponent
{
    private readonly int stride;

    public CodedComponent(CodedImage image, int horizontal, int vertical, int largestHorizontal, int largestVertical)
    {
        (Horizontal, Vertical) = (horizontal, vertical);
        WidthInBlocks = Blocks8(image.Width * horizontal, largestHorizontal);
        HeightInBlocks = Blocks8(image.Height * vertical, largestVertical);
        stride = image.WidthInMcus * horizontal;
        Blocks = [.. Enumerable.Range(0, stride * image.HeightInMcus * vertical).Select(_ => new int[64])];
    }

    public int Horizontal { get; }

    public int Vertical { get; }

    public int WidthInBlocks { get; }

    public int HeightInBlocks { get; }

    /// <summary>All blocks, row by row.</summary>
    public IReadOnlyList<int[]> Blocks { get; }

    public int[] Block(int row, int column) => Blocks[row * stride + column];

    /// <summary>T.81, A.1.1: samples = ceil(size * factor / largest factor), in blocks of 8.</summary>
    private static int Blocks8(int scaled, int largest) => ((scaled + largest - 1) / largest + 7) / 8;
}

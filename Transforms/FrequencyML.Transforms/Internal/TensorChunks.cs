using System.Globalization;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>The output row of a saved mapping: a tensor of any length in columns of fixed lengths, which are the powers of two.</summary>
/// <remarks>
/// A loaded mapping takes its column types from this class, so it cannot write one vector of a length chosen at run time; a vector without
/// a known length would be of no use to trainers. The binary digits of the length say which chunks a tensor has, longest first: 75264 is
/// 65536 + 8192 + 1024 + 512. 30 digits are enough for all 192 channels of the largest crop (192 * 2048 * 2048 values).
/// </remarks>
internal sealed class TensorChunks
{
    private const int Digits = 30;

    private readonly VBuffer<float>[] chunks = new VBuffer<float>[Digits];
    private float[] tensor = [];

    /// <summary>The columns of all chunks.</summary>
    public static IEnumerable<string> AllColumnNames => Enumerable.Range(0, Digits).Select(ColumnName);

    // ML.NET finds these columns by reflection, where it passes over properties without a setter.
    [ColumnName(TemporaryColumn.Chunk + "0"), VectorType(1 << 0)]
    public VBuffer<float> Chunk0 { get => chunks[0]; set => chunks[0] = value; }

    [ColumnName(TemporaryColumn.Chunk + "1"), VectorType(1 << 1)]
    public VBuffer<float> Chunk1 { get => chunks[1]; set => chunks[1] = value; }

    [ColumnName(TemporaryColumn.Chunk + "2"), VectorType(1 << 2)]
    public VBuffer<float> Chunk2 { get => chunks[2]; set => chunks[2] = value; }

    [ColumnName(TemporaryColumn.Chunk + "3"), VectorType(1 << 3)]
    public VBuffer<float> Chunk3 { get => chunks[3]; set => chunks[3] = value; }

    [ColumnName(TemporaryColumn.Chunk + "4"), VectorType(1 << 4)]
    public VBuffer<float> Chunk4 { get => chunks[4]; set => chunks[4] = value; }

    [ColumnName(TemporaryColumn.Chunk + "5"), VectorType(1 << 5)]
    public VBuffer<float> Chunk5 { get => chunks[5]; set => chunks[5] = value; }

    [ColumnName(TemporaryColumn.Chunk + "6"), VectorType(1 << 6)]
    public VBuffer<float> Chunk6 { get => chunks[6]; set => chunks[6] = value; }

    [ColumnName(TemporaryColumn.Chunk + "7"), VectorType(1 << 7)]
    public VBuffer<float> Chunk7 { get => chunks[7]; set => chunks[7] = value; }

    [ColumnName(TemporaryColumn.Chunk + "8"), VectorType(1 << 8)]
    public VBuffer<float> Chunk8 { get => chunks[8]; set => chunks[8] = value; }

    [ColumnName(TemporaryColumn.Chunk + "9"), VectorType(1 << 9)]
    public VBuffer<float> Chunk9 { get => chunks[9]; set => chunks[9] = value; }

    [ColumnName(TemporaryColumn.Chunk + "10"), VectorType(1 << 10)]
    public VBuffer<float> Chunk10 { get => chunks[10]; set => chunks[10] = value; }

    [ColumnName(TemporaryColumn.Chunk + "11"), VectorType(1 << 11)]
    public VBuffer<float> Chunk11 { get => chunks[11]; set => chunks[11] = value; }

    [ColumnName(TemporaryColumn.Chunk + "12"), VectorType(1 << 12)]
    public VBuffer<float> Chunk12 { get => chunks[12]; set => chunks[12] = value; }

    [ColumnName(TemporaryColumn.Chunk + "13"), VectorType(1 << 13)]
    public VBuffer<float> Chunk13 { get => chunks[13]; set => chunks[13] = value; }

    [ColumnName(TemporaryColumn.Chunk + "14"), VectorType(1 << 14)]
    public VBuffer<float> Chunk14 { get => chunks[14]; set => chunks[14] = value; }

    [ColumnName(TemporaryColumn.Chunk + "15"), VectorType(1 << 15)]
    public VBuffer<float> Chunk15 { get => chunks[15]; set => chunks[15] = value; }

    [ColumnName(TemporaryColumn.Chunk + "16"), VectorType(1 << 16)]
    public VBuffer<float> Chunk16 { get => chunks[16]; set => chunks[16] = value; }

    [ColumnName(TemporaryColumn.Chunk + "17"), VectorType(1 << 17)]
    public VBuffer<float> Chunk17 { get => chunks[17]; set => chunks[17] = value; }

    [ColumnName(TemporaryColumn.Chunk + "18"), VectorType(1 << 18)]
    public VBuffer<float> Chunk18 { get => chunks[18]; set => chunks[18] = value; }

    [ColumnName(TemporaryColumn.Chunk + "19"), VectorType(1 << 19)]
    public VBuffer<float> Chunk19 { get => chunks[19]; set => chunks[19] = value; }

    [ColumnName(TemporaryColumn.Chunk + "20"), VectorType(1 << 20)]
    public VBuffer<float> Chunk20 { get => chunks[20]; set => chunks[20] = value; }

    [ColumnName(TemporaryColumn.Chunk + "21"), VectorType(1 << 21)]
    public VBuffer<float> Chunk21 { get => chunks[21]; set => chunks[21] = value; }

    [ColumnName(TemporaryColumn.Chunk + "22"), VectorType(1 << 22)]
    public VBuffer<float> Chunk22 { get => chunks[22]; set => chunks[22] = value; }

    [ColumnName(TemporaryColumn.Chunk + "23"), VectorType(1 << 23)]
    public VBuffer<float> Chunk23 { get => chunks[23]; set => chunks[23] = value; }

    [ColumnName(TemporaryColumn.Chunk + "24"), VectorType(1 << 24)]
    public VBuffer<float> Chunk24 { get => chunks[24]; set => chunks[24] = value; }

    [ColumnName(TemporaryColumn.Chunk + "25"), VectorType(1 << 25)]
    public VBuffer<float> Chunk25 { get => chunks[25]; set => chunks[25] = value; }

    [ColumnName(TemporaryColumn.Chunk + "26"), VectorType(1 << 26)]
    public VBuffer<float> Chunk26 { get => chunks[26]; set => chunks[26] = value; }

    [ColumnName(TemporaryColumn.Chunk + "27"), VectorType(1 << 27)]
    public VBuffer<float> Chunk27 { get => chunks[27]; set => chunks[27] = value; }

    [ColumnName(TemporaryColumn.Chunk + "28"), VectorType(1 << 28)]
    public VBuffer<float> Chunk28 { get => chunks[28]; set => chunks[28] = value; }

    [ColumnName(TemporaryColumn.Chunk + "29"), VectorType(1 << 29)]
    public VBuffer<float> Chunk29 { get => chunks[29]; set => chunks[29] = value; }

    /// <summary>Why there is no tensor, which is then all NaN; empty where there is one.</summary>
    [ColumnName(TemporaryColumn.Error)]
    public ReadOnlyMemory<char> Error { get; set; }

    /// <summary>The columns whose concatenation is a tensor of this length.</summary>
    public static IEnumerable<string> ColumnNames(int length) => DigitsOf(length).Select(ColumnName);

    /// <summary>Where the next tensor is written to; ML.NET keeps one object of this class for all rows of a cursor.</summary>
    public Span<float> Tensor(int length)
    {
        if (tensor.Length != length) tensor = GC.AllocateUninitializedArray<float>(length);
        return tensor;
    }

    /// <summary>Copies what was written to <see cref="Tensor"/> into the chunks.</summary>
    /// <param name="error">Why there is no tensor, where that is so.</param>
    public void Split(string? error = null)
    {
        Error = error.AsMemory();
        ReadOnlySpan<float> rest = tensor;
        foreach (var digit in DigitsOf(tensor.Length))
        {
            var editor = VBufferEditor.Create(ref chunks[digit], 1 << digit);
            rest[..(1 << digit)].CopyTo(editor.Values);
            chunks[digit] = editor.Commit();
            rest = rest[(1 << digit)..];
        }
    }

    /// <summary>The places of the binary ones of a length, highest first.</summary>
    private static IEnumerable<int> DigitsOf(int length) =>
        Enumerable.Range(0, Digits).Reverse().Where(digit => (length >> digit & 1) != 0);

    private static string ColumnName(int digit) => TemporaryColumn.Chunk + digit.ToString(CultureInfo.InvariantCulture);
}

using System.Runtime.InteropServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>
/// The coefficients of one component, 64 a block in natural order: all its block rows, or a window of the last ones where a consumer takes
/// them as they come. Buffers are kept and grow to the largest image.
/// </summary>
internal sealed unsafe class ComponentBuffer
{
    /// <summary>A block behind the last one, so that a consumer may read blocks in pairs.</summary>
    private const int Spare = 64;

    /// <summary>What <see cref="BytesFor"/> may give at most.</summary>
    public const long MaxBytes = sizeof(short) * (0x7FFFFFC7L - Spare);               // Array.MaxLength

    private short[] coefficients = [];
    private ulong[] nonzero = [];
    private readonly ushort[] steps = new ushort[64];

    /// <summary>The bytes that it has grown to.</summary>
    public long BufferBytes => sizeof(short) * (long)coefficients.Length + sizeof(ulong) * (long)nonzero.Length;

    /// <summary>The component in the frame.</summary>
    public JpegComponent Component { get; private set; }

    /// <summary>Blocks between two block rows: those of the component, and those that complete its last MCU.</summary>
    public int Stride { get; private set; }

    /// <summary>Block rows, with those that complete the last MCU.</summary>
    public int Rows { get; private set; }

    /// <summary>The block rows that are held; a row's place is its number modulo this.</summary>
    public int RowsKept { get; private set; }

    /// <summary>Whether a scan of this component has begun: its quantization table is known, its blocks are this image's.</summary>
    public bool IsScanned { get; set; }

    /// <summary>The 64 quantization steps in natural order.</summary>
    public ReadOnlySpan<ushort> Steps => steps;

    /// <summary>The coefficients of all rows that are held.</summary>
    public ReadOnlySpan<short> Coefficients => coefficients.AsSpan(0, RowsKept * Stride * 64);

    /// <summary>The first coefficient of a block row.</summary>
    public short* Row(int row) => (short*)Marshal.UnsafeAddrOfPinnedArrayElement(coefficients, row % RowsKept * Stride * 64);

    /// <summary>Bit z of a block's entry tells whether its coefficient of zigzag index z is not zero; progressive scans only.</summary>
    public ulong* Nonzero(int row) => (ulong*)Marshal.UnsafeAddrOfPinnedArrayElement(nonzero, row * Stride);

    public void Begin(JpegComponent component, int widthInMcus, int heightInMcus)
    {
        Component = component;
        Stride = widthInMcus * component.HorizontalSampling;
        Rows = heightInMcus * component.VerticalSampling;
        IsScanned = false;
    }

    /// <summary>The bytes that <see cref="Allocate"/> takes.</summary>
    public long BytesFor(int rowsKept, bool withNonzero) => Stride * (rowsKept * 128L + (withNonzero ? Rows * 8L : 0));

    /// <summary>Makes room, cleared for progressive scans, which add to what is there.</summary>
    public void Allocate(int rowsKept, bool withNonzero)
    {
        RowsKept = rowsKept;
        var length = rowsKept * Stride * 64 + Spare;
        if (coefficients.Length < length) coefficients = GC.AllocateUninitializedArray<short>(length, pinned: true);
        if (!withNonzero) return;
        coefficients.AsSpan(0, length).Clear();
        if (nonzero.Length < Rows * Stride) nonzero = GC.AllocateUninitializedArray<ulong>(Rows * Stride, pinned: true);
        nonzero.AsSpan(0, Rows * Stride).Clear();
    }

    /// <summary>
    /// Takes the quantization table that is in force when the component's first scan begins (T.81, B.2.4.1; as libjpeg does).
    /// </summary>
    public void TakeSteps(QuantizationTables tables, int scanOffset)
    {
        if (IsScanned) return;
        if (!tables.TryGet(Component.QuantizationTable, out var values))
            throw new InvalidDataException(
                $"Scan at byte {scanOffset}: component {Component.Id} uses quantization table {Component.QuantizationTable}, which no DQT segment defines.");
        values.CopyTo(steps);
    }

    /// <summary>Makes all blocks zero, where no scan is there to code them.</summary>
    public void Lose(QuantizationTables tables)
    {
        coefficients.AsSpan(0, RowsKept * Stride * 64).Clear();
        if (tables.TryGet(Component.QuantizationTable, out var values)) values.CopyTo(steps);
        else Array.Fill(steps, (ushort)1);
    }
}

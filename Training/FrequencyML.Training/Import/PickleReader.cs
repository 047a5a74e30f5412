using System.Numerics;

namespace FrequencyML.Training.Import;

/// <summary>
/// Reads a pickle of protocol 2 as data: the operations that <c>torch.save</c> writes, and of all names only
/// <see cref="AllowedGlobals"/>, none of which is ever executed. There is no recursion, and the work is bounded by the bytes and by
/// <see cref="MaxOperations"/>.
/// </summary>
/// <remarks>Source: the Python documentation of <c>pickle</c> and <c>pickletools</c>; PEP 307.</remarks>
/// <param name="input">Positioned at the pickle's first byte; left behind its last.</param>
/// <param name="persistentLoad">Turns a persistent id into its storage; null where none is expected.</param>
internal sealed partial class PickleReader(PickleInput input, Func<PickleReader, object?, object>? persistentLoad = null)
{
    /// <summary>
    /// The operations and copied items of one pickle: a ResNet-50 with its optimizer has some 20,000, and an object costs far more memory
    /// than the byte that asks for it.
    /// </summary>
    public const int MaxOperations = 1 << 20;

    private const int MaxIntegerBytes = 255, Protocol = 2;
    private readonly List<object?> stack = [];
    private readonly Stack<int> marks = [];
    private readonly Dictionary<int, object?> memo = [];
    private int operations;
    private int start;

    /// <summary>Reads to the end of the pickle.</summary>
    /// <returns>The value; see PickleValues.cs for its types.</returns>
    /// <exception cref="InvalidDataException">The pickle is damaged; the message gives the byte.</exception>
    /// <exception cref="NotSupportedException">
    /// It needs an operation, a protocol or a name that is not allowed, or is too long; the message names it and gives the byte.
    /// </exception>
    public object? Read()
    {
        while (true)
        {
            start = input.Position;
            Spend(1);
            var opcode = (PickleOpcode)input.ReadByte();
            if (opcode == PickleOpcode.STOP) return Pop();
            Execute(opcode);
        }
    }

    /// <summary>Counts work that a few bytes ask for against the limit.</summary>
    /// <exception cref="NotSupportedException">The limit is reached.</exception>
    public void Spend(int count)
    {
        if (count > MaxOperations - operations) throw new NotSupportedException($"The pickle has more than {MaxOperations} operations, at byte {start}.");
        operations += count;
    }

    /// <summary>An error at the operation that is under way.</summary>
    public InvalidDataException Invalid(string message) => new($"{message}, at byte {start}.");

    /// <summary>A refusal at the operation that is under way.</summary>
    public NotSupportedException Refused(string message) => new($"{message}, at byte {start}.");

    private void Execute(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.PROTO: CheckProtocol(input.ReadByte()); break;

            case PickleOpcode.NONE: Push(null); break;
            case PickleOpcode.NEWTRUE: Push(true); break;
            case PickleOpcode.NEWFALSE: Push(false); break;
            case PickleOpcode.BININT: Push((long)input.ReadInt32()); break;
            case PickleOpcode.BININT1: Push((long)input.ReadByte()); break;
            case PickleOpcode.BININT2: Push((long)input.ReadUInt16()); break;
            case PickleOpcode.LONG1: PushInteger(input.ReadByte()); break;
            case PickleOpcode.LONG4: PushInteger(input.ReadInt32()); break;
            case PickleOpcode.BINFLOAT: Push(input.ReadDouble()); break;
            case PickleOpcode.BINUNICODE: Push(input.ReadText(input.ReadUInt32())); break;
            case PickleOpcode.SHORT_BINSTRING: Push(input.ReadLatin1(input.ReadByte())); break;
            case PickleOpcode.BINSTRING: Push(input.ReadLatin1(input.ReadInt32())); break;

            case PickleOpcode.MARK: marks.Push(stack.Count); break;
            case PickleOpcode.EMPTY_TUPLE: Push(new PickleTuple([])); break;
            case PickleOpcode.TUPLE1: Push(new PickleTuple(Pop(1))); break;
            case PickleOpcode.TUPLE2: Push(new PickleTuple(Pop(2))); break;
            case PickleOpcode.TUPLE3: Push(new PickleTuple(Pop(3))); break;
            case PickleOpcode.TUPLE: Push(new PickleTuple(PopToMark())); break;
            case PickleOpcode.EMPTY_LIST: Push(new List<object?>()); break;
            case PickleOpcode.APPEND: Append(Pop(1)); break;
            case PickleOpcode.APPENDS: Append(PopToMark()); break;
            case PickleOpcode.EMPTY_DICT: Push(new PickleDictionary()); break;
            case PickleOpcode.SETITEM: SetItems(Pop(2)); break;
            case PickleOpcode.SETITEMS: SetItems(PopToMark()); break;

            case PickleOpcode.BINPUT: Store(input.ReadByte()); break;
            case PickleOpcode.LONG_BINPUT: Store(input.ReadUInt32()); break;
            case PickleOpcode.BINGET: Push(Recall(input.ReadByte())); break;
            case PickleOpcode.LONG_BINGET: Push(Recall(input.ReadUInt32())); break;

            case PickleOpcode.GLOBAL: Push(Global(input.ReadLine(), input.ReadLine())); break;
            case PickleOpcode.REDUCE: Reduce(); break;
            case PickleOpcode.BUILD: Build(); break;
            case PickleOpcode.BINPERSID: LoadPersistent(); break;

            default:
                throw Enum.IsDefined(opcode)
                    ? Refused($"The pickle operation {opcode} is not among those that torch writes, and refused")
                    : Invalid($"0x{(byte)opcode:X2} is no pickle operation");
        }
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol != Protocol) throw Refused($"Pickle protocol {protocol} is not supported; torch.save writes {Protocol}");
    }

    private void PushInteger(int byteCount)
    {
        if (byteCount is < 0 or > MaxIntegerBytes) throw Invalid($"An integer of {byteCount} bytes");
        var value = new BigInteger(input.Take(byteCount));                            // two's complement, little-endian, both here and there
        if (value >= long.MinValue && value <= long.MaxValue) Push((long)value);
        else Push(value);
    }

    private void Store(uint index)
    {
        if (index > MaxOperations) throw Refused($"A value is stored as {index}; Python counts them from 0");
        memo[(int)index] = Top();
    }

    private object? Recall(uint index) =>
        index <= MaxOperations && memo.TryGetValue((int)index, out var value) ? value : throw Invalid($"Nothing was stored as {index}");
}

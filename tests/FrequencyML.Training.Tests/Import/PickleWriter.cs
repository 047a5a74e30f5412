using System.Buffers.Binary;
using System.Text;

namespace FrequencyML.Training.Tests.Import;

/// <summary>A name such as <c>torch.FloatStorage</c>.</summary>
internal sealed record SavedGlobal(string Module, string Name);

/// <summary>A call of a name with a tuple, and the state that is given to its result, if any.</summary>
internal sealed record SavedCall(SavedGlobal Callee, object?[] Arguments, object? State = null);

/// <summary>A persistent id.</summary>
internal sealed record SavedId(object?[] Items);

/// <summary>
/// Writes values as Python 3 pickles them with protocol 2: null, bool, int, long, double, string, object?[] (a tuple), List (a list),
/// Dictionary, and the records above. Every container is put into the memo, as Python does.
/// </summary>
internal sealed class PickleWriter
{
    private readonly List<byte> bytes = [];
    private int memo;

    public static byte[] Write(object? value)
    {
        var writer = new PickleWriter();
        writer.Raw(0x80, 2);
        writer.Value(value);
        writer.Raw((byte)'.');
        return writer.bytes.ToArray();
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null: Raw((byte)'N'); break;
            case bool truth: Raw(truth ? (byte)0x88 : (byte)0x89); break;
            case int number: Value((long)number); break;
            case long number: Integer(number); break;
            case System.Numerics.BigInteger number: Long(number.ToByteArray()); break;
            case double number:
                Raw((byte)'G');
                var big = new byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(big, number);
                Raw(big);
                break;
            case string text:
                Raw((byte)'X');
                Raw(BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)));
                Raw(Encoding.UTF8.GetBytes(text));
                Put();
                break;
            case object?[] items: Tuple(items); break;
            case List<object?> items:
                Raw((byte)']');
                Put();
                Raw((byte)'(');
                foreach (var item in items) Value(item);
                Raw((byte)'e');
                break;
            case Dictionary<object, object?> items:
                Raw((byte)'}');
                Put();
                Items(items);
                break;
            case SavedGlobal global:
                Raw(Encoding.ASCII.GetBytes($"c{global.Module}\n{global.Name}\n"));
                Put();
                break;
            case SavedCall call:
                Value(call.Callee);
                Tuple(call.Arguments);
                Raw((byte)'R');
                Put();
                if (call.State is null) break;
                Value(call.State);
                Raw((byte)'b');
                break;
            case OrderedDict ordered:
                Value(new SavedGlobal("collections", "OrderedDict"));
                Raw((byte)')', (byte)'R');
                Put();
                Items(ordered);
                if (ordered.State is null) break;
                Value(ordered.State);
                Raw((byte)'b');
                break;
            case SavedId id:
                Value(id.Items);
                Raw((byte)'Q');
                break;
            default: throw new ArgumentException($"A {value.GetType().Name} cannot be written.");
        }
    }

    private void Integer(long number)
    {
        if (number is >= 0 and < 256) Raw((byte)'K', (byte)number);
        else if (number is >= 0 and < 65536) Raw((byte)'M', (byte)number, (byte)(number >> 8));
        else if (number == (int)number)
        {
            Raw((byte)'J');
            Raw(BitConverter.GetBytes((int)number));
        }
        else Long(new System.Numerics.BigInteger(number).ToByteArray());
    }

    private void Long(byte[] littleEndian)
    {
        Raw(0x8A, (byte)littleEndian.Length);
        Raw(littleEndian);
    }

    private void Tuple(object?[] items)
    {
        if (items.Length == 0)
        {
            Raw((byte)')');
            return;
        }
        if (items.Length > 3) Raw((byte)'(');
        foreach (var item in items) Value(item);
        Raw(items.Length > 3 ? (byte)'t' : (byte)(0x84 + items.Length));
        Put();
    }

    private void Items(IEnumerable<KeyValuePair<object, object?>> items)
    {
        Raw((byte)'(');
        foreach (var (key, value) in items)
        {
            Value(key);
            Value(value);
        }
        Raw((byte)'u');
    }

    private void Put()
    {
        if (memo < 256) Raw((byte)'q', (byte)memo);
        else
        {
            Raw((byte)'r');
            Raw(BitConverter.GetBytes(memo));
        }
        memo++;
    }

    private void Raw(params ReadOnlySpan<byte> more) => bytes.AddRange(more);
}

/// <summary>An OrderedDict with the attributes that are pickled behind its items.</summary>
internal sealed class OrderedDict(Dictionary<object, object?>? state = null) : List<KeyValuePair<object, object?>>
{
    public Dictionary<object, object?>? State => state;

    public void Add(object key, object? value) => Add(new(key, value));
}

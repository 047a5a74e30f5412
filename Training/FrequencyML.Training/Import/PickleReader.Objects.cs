namespace FrequencyML.Training.Import;

/// <summary>The stack, and the operations that put objects together.</summary>
internal sealed partial class PickleReader
{
    private const int MaxNameLength = 256;

    private int Floor => marks.TryPeek(out var mark) ? mark : 0;

    private void Push(object? value) => stack.Add(value);

    private object? Top() => stack.Count > Floor ? stack[^1] : throw Invalid("The stack is empty");

    private object? Pop()
    {
        var value = Top();
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    private object?[] Pop(int count)
    {
        if (stack.Count - Floor < count) throw Invalid($"{count} values are needed; the stack has {stack.Count - Floor}");
        var values = stack.GetRange(stack.Count - count, count).ToArray();
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private object?[] PopToMark()
    {
        if (marks.Count == 0) throw Invalid("There is no mark on the stack");
        var values = Pop(stack.Count - Floor);
        marks.Pop();
        return values;
    }

    private void Append(object?[] values)
    {
        if (Top() is not List<object?> list) throw Invalid($"Values are appended to {Describe(Top())}; expected a list");
        list.AddRange(values);
    }

    private void SetItems(object?[] pairs)
    {
        if (pairs.Length % 2 != 0) throw Invalid($"{pairs.Length} keys and values are no pairs");
        if (Top() is not PickleDictionary dictionary) throw Invalid($"Items are set in {Describe(Top())}; expected a dictionary");
        for (var i = 0; i < pairs.Length; i += 2) dictionary.Set(Key(pairs[i]), pairs[i + 1]);
    }

    /// <summary>A dictionary's key.</summary>
    public object Key(object? value) => value is string or long ? value
        : throw Refused($"A key of a dictionary is {Describe(value)}; only texts and integers are read");

    private PickleGlobal Global(string module, string name) =>
        AllowedGlobals.Find($"{module}.{name}") ?? throw Refused(
            $"The checkpoint refers to '{module}.{name}', which is not among the names that tensors and plain containers need; nothing of it was executed, and it is refused");

    private void Reduce()
    {
        var (arguments, callee) = (Pop(), Pop());
        if (callee is not PickleGlobal global) throw Invalid($"{Describe(callee)} is called");
        if (arguments is not PickleTuple tuple) throw Invalid($"'{global.Name}' is called with {Describe(arguments)}; expected a tuple");
        if (global.Call is null) throw Refused($"'{global.Name}' is called; only persistent ids refer to it");
        Push(global.Call(this, tuple.Items));
    }

    /// <summary>The state of an object: an OrderedDict's attributes, such as the <c>_metadata</c> of a state dict, are not needed.</summary>
    private void Build()
    {
        var state = Pop();
        if (Top() is not (PickleDictionary or SkippedValue)) throw Invalid($"{Describe(Top())} is given a state");
        if (state is not (PickleDictionary or PickleTuple or null)) throw Invalid($"A state is {Describe(state)}; expected a dictionary or a tuple");
    }

    private void LoadPersistent()
    {
        if (persistentLoad is null) throw Invalid("A persistent id stands where none is expected");
        Push(persistentLoad(this, Pop()));
    }

    /// <summary>Whether a text can be the name of a tensor or storage, and stand in a message: short, without control characters.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= MaxNameLength && !text.Any(char.IsControl);

    /// <summary>What a value is, for messages; its content is never printed.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "None",
        bool => "a bool",
        long or System.Numerics.BigInteger => "an integer",
        double => "a float",
        string => "a text",
        PickleTuple => "a tuple",
        List<object?> => "a list",
        PickleDictionary => "a dictionary",
        PickleGlobal global => $"'{global.Name}'",
        StorageReference => "a storage",
        TensorReference => "a tensor",
        _ => value.ToString()!,
    };
}

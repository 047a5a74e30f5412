using System.Collections.Frozen;

namespace FrequencyML.Training.Import;

/// <summary>
/// The names that a checkpoint may refer to: what tensors and plain containers need. Each stands for a function of this project that puts
/// data together; nothing that a file names is ever looked up or run.
/// </summary>
/// <remarks>Source: the modules <c>torch._utils</c> and <c>torch.serialization</c> of PyTorch, by the arguments of their functions.</remarks>
internal static class AllowedGlobals
{
    private static readonly FrozenDictionary<string, PickleGlobal> All = Create().ToFrozenDictionary(global => global.Name);

    /// <summary>The global of that name; null if it is not allowed.</summary>
    public static PickleGlobal? Find(string name) => All.GetValueOrDefault(name);

    private static IEnumerable<PickleGlobal> Create()
    {
        foreach (var type in StorageType.All) yield return new($"torch.{type.Name}", type, null);
        yield return new("collections.OrderedDict", null, OrderedDict);
        yield return new("torch._utils._rebuild_tensor", null, TensorReference.Create);
        yield return new("torch._utils._rebuild_tensor_v2", null, TensorReference.Create);
        yield return new("torch._utils._rebuild_parameter", null, Parameter);
        yield return new("torch.Size", null, Size);

        // A training checkpoint's best accuracy may be a numpy scalar. Its bytes are of no use here.
        foreach (var skipped in (string[])["numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "numpy.dtype", "_codecs.encode"])
            yield return new(skipped, null, (_, _) => new SkippedValue($"a value of '{skipped}'"));
    }

    /// <summary>Empty, as Python 3 writes it, or a list of pairs, as Python 2 does.</summary>
    private static PickleDictionary OrderedDict(PickleReader reader, IReadOnlyList<object?> arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments.Count == 0) return dictionary;
        if (arguments is not [List<object?> pairs]) throw reader.Invalid("An OrderedDict is made of something other than a list of pairs");
        reader.Spend(pairs.Count);                                                    // one list may be given to many of them
        foreach (var pair in pairs)
        {
            IReadOnlyList<object?>? items = pair is PickleTuple tuple ? tuple.Items : pair as List<object?>;
            if (items is not [var key, var value]) throw reader.Invalid("An OrderedDict is made of something other than pairs");
            dictionary.Set(reader.Key(key), value);
        }
        return dictionary;
    }

    /// <summary>A parameter is its tensor: <c>(tensor, requires_grad, hooks)</c>.</summary>
    private static TensorReference Parameter(PickleReader reader, IReadOnlyList<object?> arguments) =>
        arguments is [TensorReference tensor, ..] ? tensor : throw reader.Invalid("A parameter is made of something other than a tensor");

    private static PickleTuple Size(PickleReader reader, IReadOnlyList<object?> arguments) =>
        arguments is [PickleTuple lengths] ? lengths : throw reader.Invalid("A torch.Size is made of something other than a tuple");
}

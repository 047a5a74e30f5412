namespace FrequencyML.Training.Import;

/// <summary>
/// The state dict of a file that <c>torch.save</c> wrote: tensors by name, read as data without executing anything. Elements are read from
/// the file when they are asked for; an optimizer's never are.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private const string StateKey = "state_dict", Wrapper = "module.";
    private readonly string path;
    private readonly IStorageSource source;

    private Checkpoint(string path, IStorageSource source, Dictionary<string, TensorReference> tensors)
    {
        this.path = path;
        this.source = source;
        Tensors = tensors;
    }

    /// <summary>
    /// The tensors of the state dict, in no order that matters. The <c>module.</c> that DataParallel puts before all names, or behind
    /// <c>features.</c>, is taken away.
    /// </summary>
    public IReadOnlyDictionary<string, TensorReference> Tensors { get; }

    /// <summary>Opens a checkpoint and reads all of it but the elements.</summary>
    /// <param name="path">A file that torch.save wrote: a state dict, or a dictionary that has one as <c>state_dict</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or no checkpoint; the message says where.</exception>
    /// <exception cref="NotSupportedException">It needs more than tensors and plain containers; the message names what, and where.</exception>
    public static Checkpoint Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no checkpoint '{path}'.", path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            IStorageSource source = IsZip(file) ? new ZipStorages(file) : new LegacyStorages(file);
            return new Checkpoint(path, source, ReadTensors(source.Root));
        }
        catch (Exception error)
        {
            file.Dispose();
            if (Named(path, error) is { } named) throw named;
            throw;
        }
    }

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">One of <see cref="Tensors"/>.</param>
    /// <returns>Row-major, as float32; wider types are rounded.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or an element is infinite or not a number.</exception>
    /// <exception cref="NotSupportedException">The elements are integers.</exception>
    public float[] Read(string name)
    {
        var tensor = Tensors[name];
        var type = tensor.Storage.Type;
        if (type.ToSingle is null) throw new NotSupportedException($"'{path}': tensor '{name}' is of a {type.Name}; expected floating point.");
        var bytes = new byte[tensor.Extent * type.Bytes];
        try
        {
            source.Read(tensor.Storage, (tensor.Storage.First + tensor.Offset) * type.Bytes, bytes);
        }
        catch (Exception error) when (Named(path, error) is { } named)
        {
            throw named;
        }
        var extent = new float[tensor.Extent];
        type.ToSingle(bytes, extent);
        var values = tensor.Gather(extent);
        var wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        if (wrong >= 0) throw new InvalidDataException(FormattableString.Invariant($"'{path}': element {wrong} of tensor '{name}' is {values[wrong]}."));
        return values;
    }

    public void Dispose() => source.Dispose();

    private static bool IsZip(FileStream file)
    {
        Span<byte> first = stackalloc byte[4];
        return file.Length >= first.Length && file.ReadAtLeast(first, first.Length) == first.Length && first.SequenceEqual("PK\x3\x4"u8);
    }

    private static Dictionary<string, TensorReference> ReadTensors(object? root)
    {
        if (root is not PickleDictionary dictionary)
            throw new InvalidDataException($"It holds {PickleReader.Describe(root)}; expected a dictionary with a {StateKey}.");
        var state = dictionary.Find(StateKey) as PickleDictionary ?? dictionary;
        var tensors = new Dictionary<string, TensorReference>();
        foreach (var (key, value) in state.Items)
        {
            if (key is string text && !PickleReader.IsName(text))
                throw new InvalidDataException("A name in the state dict is empty, longer than any or has control characters.");
            if (key is not string name || value is not TensorReference tensor)
                throw new InvalidDataException($"'{key}' is {PickleReader.Describe(value)}; expected a tensor of a state dict, or a dictionary with a {StateKey}.");
            if (!tensors.TryAdd(Unwrapped(name), tensor))
                throw new InvalidDataException($"There are two tensors '{Unwrapped(name)}', with and without '{Wrapper}'.");
        }
        return tensors.Count > 0 ? tensors : throw new InvalidDataException("The state dict is empty.");
    }

    private static string Unwrapped(string name)
    {
        const string features = "features.";
        if (name.StartsWith(Wrapper, StringComparison.Ordinal)) name = name[Wrapper.Length..];
        return name.StartsWith(features + Wrapper, StringComparison.Ordinal) ? features + name[(features.Length + Wrapper.Length)..] : name;
    }

    /// <summary>The error with the file's name before it; null for errors of another kind.</summary>
    private static Exception? Named(string path, Exception error) => error switch
    {
        InvalidDataException => new InvalidDataException($"'{path}': {error.Message}", error),
        EndOfStreamException => new InvalidDataException($"'{path}' became shorter while it was read.", error),
        NotSupportedException => new NotSupportedException($"'{path}': {error.Message}", error),
        _ => null,
    };
}

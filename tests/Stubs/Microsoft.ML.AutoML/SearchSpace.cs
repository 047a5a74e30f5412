// Signatures of dotnet/machinelearning (MIT licence), src/Microsoft.ML.SearchSpace, an assembly that comes in the package Microsoft.ML.AutoML. The
// attributes of the same namespace are real: they are in Microsoft.ML.Core.

namespace Microsoft.ML.SearchSpace;

// SearchSpace.cs, e9bed56; base type and interface left out
public class SearchSpace
{
    public SearchSpace() => throw new NotImplementedException();

    protected SearchSpace(Type typeInfo, Parameter defaultOption = null) => throw new NotImplementedException();
}

// SearchSpace.cs, e9bed56
public sealed class SearchSpace<T> : SearchSpace
    where T : class, new()
{
    public SearchSpace() => throw new NotImplementedException();

    public SearchSpace(T defaultOption) => throw new NotImplementedException();
}

// Parameter.cs, 5fc5f31; interfaces and converter left out
public sealed class Parameter
{
    private Parameter() => throw new NotImplementedException();

    public Parameter this[string key]
    {
        get => throw new NotImplementedException();
        set => throw new NotImplementedException();
    }

    public T AsType<T>() => throw new NotImplementedException();
}

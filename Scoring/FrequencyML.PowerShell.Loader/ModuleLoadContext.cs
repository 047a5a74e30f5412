using System.Reflection;
using System.Runtime.Loader;

namespace FrequencyML.PowerShell.Loader;

/// <summary>
/// Where an assembly of the module is loaded with all that it references, from its own folder: whatever versions PowerShell, a profile or another module has
/// loaded, these are the module's own, and nobody else sees them. What is not in the folder, such as PowerShell itself, comes from the default context.
/// </summary>
/// <param name="assembly">The assembly; what it references is in the <c>.deps.json</c> beside it.</param>
internal sealed class ModuleLoadContext(string assembly) : AssemblyLoadContext("FrequencyML")
{
    private readonly AssemblyDependencyResolver resolver = new(assembly);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) => resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}

using System.Management.Automation;
using System.Runtime.Loader;

namespace FrequencyML.PowerShell.Loader;

/// <summary>Makes the references of <c>FrequencyML.PowerShell.dll</c> lead into a context of their own, before PowerShell looks at it.</summary>
/// <remarks>
/// PowerShell loads the assemblies that a manifest names into its default context, where there is one version of each for all, and reads their types at once. So
/// the manifest names this assembly first, as a nested module; and the types of <c>FrequencyML.PowerShell.dll</c> do nothing but derive from those of
/// <c>deps/FrequencyML.Cmdlets.dll</c>, the one name that is answered here.
/// </remarks>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private const string Entry = "FrequencyML.Cmdlets";

    private static readonly ModuleLoadContext Context =
        new(Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "deps", $"{Entry}.dll"));

    // Assemblies stay loaded, so once is enough for a process, however many shells of it import the module at the same time.
    static ModuleInitializer() => AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == Entry ? Context.LoadFromAssemblyName(name) : null;

    /// <summary>Called on every import; what is to be done has been done before the first.</summary>
    public void OnImport()
    {
    }
}

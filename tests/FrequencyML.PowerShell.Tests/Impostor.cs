using System.Reflection;
using System.Reflection.Emit;

namespace FrequencyML.PowerShell.Tests;

/// <summary>Empty assemblies with the name and key of others, and another version.</summary>
internal static class Impostor
{
    /// <summary>Writes one beside others.</summary>
    /// <param name="file">Whose name and key to take.</param>
    /// <param name="version">The version.</param>
    /// <param name="target">The file to write.</param>
    public static void Write(string file, string version, string target)
    {
        var name = AssemblyName.GetAssemblyName(file);
        name.Version = new Version(version);
        var assembly = new PersistedAssemblyBuilder(name, typeof(object).Assembly);
        assembly.DefineDynamicModule(name.Name!).DefineType("Impostor", TypeAttributes.Public).CreateType();
        assembly.Save(target);
    }

    /// <summary>Whether a file is an assembly, and no native library.</summary>
    public static bool IsPossible(string file)
    {
        try
        {
            AssemblyName.GetAssemblyName(file);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}

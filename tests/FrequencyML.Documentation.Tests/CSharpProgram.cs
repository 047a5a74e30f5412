using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FrequencyML.Documentation.Tests;

/// <summary>A block of C# as a program of its own, with the usings that the SDK implies.</summary>
internal static class CSharpProgram
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly MetadataReference[] References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is not "FrequencyML.Documentation.Tests.dll" and not "frequencyml.dll").Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles and runs a program in a folder.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="FormatException">It does not compile.</exception>
    public static string Run(string code, string folder)
    {
        var compilation = CSharpCompilation.Create(
            $"Page{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var errors = compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (errors.Length > 0) throw new FormatException(string.Join('\n', errors.Select(error => error.ToString())));
        image.Position = 0;
        var program = AssemblyLoadContext.Default.LoadFromStream(image);
        var (console, current) = (Console.Out, Environment.CurrentDirectory);
        using var output = new StringWriter();
        try
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = folder;
            program.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
        }
        finally
        {
            Environment.CurrentDirectory = current;
            Console.SetOut(console);
        }
        return output.ToString().ReplaceLineEndings("\n").TrimEnd();
    }
}

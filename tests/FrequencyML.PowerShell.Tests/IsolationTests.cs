using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>The module's dependencies beside other versions of the same assemblies, which something else has loaded into PowerShell's own context.</summary>
[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class IsolationTests(Shell shell) : ModuleFixture(shell)
{
    [TestCase("0.0.0.1")]
    [TestCase("99.0.0.0")]
    public void Module_OtherVersionsOfAllItNeedsAreLoaded_WorksWithItsOwn(string version)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(ModuleFolder.Path, "deps"), "*.dll").Where(Impostor.IsPossible))
            if (Path.GetFileName(file) != "FrequencyML.Cmdlets.dll") Impostor.Write(file, version, Folder[Path.GetFileName(file)]);
        Copy(0, "a.jpg");
        var result = Shell.Run($$"""
            # What PowerShell has itself, such as Newtonsoft.Json, cannot be loaded twice into one context, but beside it.
            $loaded = foreach ($file in Get-ChildItem *.dll) {
                try { [Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($file).GetName().Name } catch [IO.FileLoadException] { [Reflection.Assembly]::LoadFile($file).GetName().Name }
            }
            Import-Module '{{ModuleFolder.Path}}'
            (Invoke-FrequencyScore a.jpg).Label
            (Get-DctChannel a.jpg -PicturePath a.png).Picture.Exists
            (Start-FrequencyBatch a.jpg -Destination parts).IsComplete
            (Test-FrequencyDevice cpu).IsUsable
            $own = [Runtime.Loader.AssemblyLoadContext]::All.Where{ $_.Name -eq 'FrequencyML' }.Assemblies.ForEach{ $_.GetName() }
            $own += [Runtime.Loader.AssemblyLoadContext]::All.Where{ $_.Name -eq 'FrequencyML' }.LoadFromAssemblyName('Newtonsoft.Json').GetName()
            foreach ($name in 'FrequencyML.Scoring', 'FrequencyML.Models', 'FrequencyML.Dct', 'Microsoft.ML.OnnxRuntime', 'SkiaSharp', 'Parquet', 'Newtonsoft.Json') {
                "$name $($name -in $loaded) $(@($own.Where{ $_.Name -eq $name -and $_.Version -ne '{{version}}' }).Count)"
            }
            """, Folder.Path);
        Assert.That(result.Lines, Is.EqualTo([
            "brick", "True", "True", "True", "FrequencyML.Scoring True 1", "FrequencyML.Models True 1", "FrequencyML.Dct True 1",
            "Microsoft.ML.OnnxRuntime True 1", "SkiaSharp True 1", "Parquet True 1", "Newtonsoft.Json True 1"]), result.Error);
    }

    [TestCase("12.0.0.0")]
    [TestCase("99.0.0.0")]
    public void Module_HasAnotherNewtonsoftJsonThanTheHost_EachKeepsItsOwn(string version)
    {
        const string name = "Newtonsoft.Json.dll";
        foreach (var file in Directory.GetFiles(ModuleFolder.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Folder[Path.GetRelativePath(ModuleFolder.Path, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (Path.GetFileName(file) == name) Impostor.Write(file, version, copy);
            else File.Copy(file, copy);
        }
        Copy(0, "a.jpg");
        var result = Shell.Run("""
            function Get-Version($Context) { $Context.LoadFromAssemblyName('Newtonsoft.Json').GetName().Version }
            "host $(Get-Version ([Runtime.Loader.AssemblyLoadContext]::Default))"
            Import-Module "$PWD/FrequencyML.psd1"
            (Invoke-FrequencyScore a.jpg).Label
            "module $(Get-Version ([Runtime.Loader.AssemblyLoadContext]::All.Where{ $_.Name -eq 'FrequencyML' }[0]))"
            "host $(Get-Version ([Runtime.Loader.AssemblyLoadContext]::Default)) $([Newtonsoft.Json.JsonConvert]::SerializeObject(1))"
            """, Folder.Path);
        Assert.That(result.Lines, Is.EqualTo(["host 13.0.0.0", "brick", $"module {version}", "host 13.0.0.0 1"]), result.Error);
    }
}

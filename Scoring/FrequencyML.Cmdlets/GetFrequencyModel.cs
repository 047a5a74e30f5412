using System.Management.Automation;
using FrequencyML.Models;

namespace FrequencyML.Cmdlets;

/// <summary>Gets what ONNX files say of themselves: labels, channels, geometry, accuracy.</summary>
/// <remarks>
/// <para>Each file is opened on the CPU and checked against the contract of this library. One that breaks it is a non-terminating error whose target is the file.</para>
/// </remarks>
/// <example>
/// <code>Get-FrequencyModel</code>
/// <para>The model that comes with the module.</para>
/// </example>
/// <example>
/// <code>Get-FrequencyModel models/*.onnx | Sort-Object Accuracy -Descending | Select-Object Name, Accuracy, GateRate</code>
/// <para>The models of a folder, the most accurate first.</para>
/// </example>
/// <example>
/// <code>(Get-FrequencyModel model.onnx).Labels</code>
/// <para>The classes of a model, in the order of its logits.</para>
/// </example>
public class GetFrequencyModel : PSCmdlet
{
    /// <summary>ONNX files. Wildcards are expanded. Without files it is the model that comes with the module.</summary>
    [Parameter(Position = 0, ParameterSetName = FileSystemItem.PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Path { get; set; }

    /// <summary>ONNX files, in whose names nothing is expanded. The files of Get-ChildItem come here.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSystemItem.LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == FileSystemItem.LiteralPathSet) foreach (var path in LiteralPath) Write(FileSystemItem.Literal(this, path));
        else if (Path is null) WriteObject(Describe(null));
        else foreach (var file in Path.SelectMany(path => FileSystemItem.Matching(this, path))) Write(file);
    }

    private void Write(FileSystemItem file)
    {
        FrequencyModelInfo info;
        try
        {
            info = file.Error is null ? Describe(file.Path) : throw file.Error;
        }
        catch (Exception error) when (CmdletErrors.ToRecord(error, file.Path) is { } record)
        {
            WriteError(record);
            return;
        }
        WriteObject(info);
    }

    private static FrequencyModelInfo Describe(string? path)
    {
        var options = new FrequencyModelOptions { Device = InferenceDevice.Cpu, Threads = 1 };
        using var model = path is null ? FrequencyModel.LoadDefault(options) : FrequencyModel.Load(path, options);
        return new(model, path);
    }
}

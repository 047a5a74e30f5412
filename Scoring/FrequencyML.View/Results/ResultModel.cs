using System.Security.Cryptography;
using FrequencyML.Models;

namespace FrequencyML.View.Results;

/// <summary>The model that rows were scored with: one that was named, or the one that comes with the command if the rows are its own.</summary>
internal static class ResultModel
{
    private static readonly FrequencyModelOptions OnCpu = new() { Device = InferenceDevice.Cpu };

    /// <summary>Loads a model.</summary>
    /// <param name="path">An ONNX file; null for the model that comes with the command.</param>
    /// <exception cref="InvalidOperationException">It cannot be loaded.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static FrequencyModel Load(string? path) => path is null ? FrequencyModel.LoadDefault(OnCpu) : FrequencyModel.Load(path, OnCpu);

    /// <summary>Whether rows may have been scored with a model.</summary>
    /// <param name="model">What <see cref="Load"/> gave.</param>
    /// <param name="path">An ONNX file; null for the model that comes with the command, which nobody has named.</param>
    /// <param name="table">The rows.</param>
    /// <param name="notice">What there is to say to those who look, null for nothing.</param>
    /// <exception cref="InvalidDataException">The model that was named does not have the classes of the rows.</exception>
    public static bool Fits(FrequencyModel model, string? path, ResultTable table, out string? notice)
    {
        notice = null;
        var unknown = table.Labels.Except(model.Metadata.Labels).FirstOrDefault();
        if (path is null)
        {
            var isSame = table.ModelSha256 is { } hash
                ? hash == Sha256(FrequencyModel.OpenDefault())
                : unknown is null && table.Rows.All(row => (row.Label is null) == (row.GateOpen is null));
            if (!isSame)
                notice = $"The rows of {table.Name} were scored with another model than the one that comes with this command. Give it by --model to see channels, gates and what is left of an image.";
            return isSame;
        }
        if (unknown is not null)
            throw new InvalidDataException($"'{path}' has no class '{unknown}', which rows of '{table.Name}' have. Give the model that they were scored with.");
        if (table.ModelSha256 is { } scored && scored != Sha256(File.OpenRead(path)))
            notice = $"The rows were scored with another file than {model.Name}: what it sees in an image may differ.";
        return true;
    }

    private static string Sha256(Stream onnx)
    {
        using (onnx) return Convert.ToHexStringLower(SHA256.HashData(onnx));
    }
}

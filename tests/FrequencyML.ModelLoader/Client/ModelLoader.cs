using System.Diagnostics;
using Microsoft.ML;

namespace FrequencyML.Tests.Shared;

/// <summary>Saves a model and applies it in a new process.</summary>
internal static class ModelLoader
{
    /// <summary>The data as the loaded model transforms it.</summary>
    /// <param name="mlContext">Saves the model and reads the result.</param>
    /// <param name="folder">Where the files between the processes go.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">What the model is applied to.</param>
    /// <param name="register">Whether the other process registers the library with ML.NET before it loads the model.</param>
    public static IDataView TransformInNewProcess(MLContext mlContext, TemporaryFolder folder, ITransformer model, IDataView data, bool register)
    {
        string modelPath = folder["model.zip"], inputPath = folder["input.idv"], outputPath = folder["output.idv"];
        mlContext.Model.Save(model, data.Schema, modelPath);
        using (var input = File.Create(inputPath)) mlContext.Data.SaveAsBinary(data, input);
        Run([modelPath, inputPath, outputPath, .. register ? ["--register"] : Array.Empty<string>()]);
        // From memory, so that no file is open when the folder is removed.
        return mlContext.Data.LoadFromBinary(new MemorySource(File.ReadAllBytes(outputPath)));
    }

    private static void Run(IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "FrequencyML.ModelLoader.dll");
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var process = Process.Start(new ProcessStartInfo(host, ["exec", program, .. arguments])
        {
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The model loader ended with {process.ExitCode}: {error}");
    }
}

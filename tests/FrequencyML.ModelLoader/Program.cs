using System.Reflection;
using Microsoft.ML;

// Applies a saved model in a process of its own, as an application does that was given the model file only.
// Arguments: model.zip input.idv output.idv [--register]
string[] libraries = ["FrequencyML.Transforms", "FrequencyML.Models"];
var mlContext = new MLContext();
if (args is [.., "--register"])
    foreach (var library in libraries) mlContext.ComponentCatalog.RegisterAssembly(Assembly.Load(library));
else if (AppDomain.CurrentDomain.GetAssemblies().Any(assembly => libraries.Contains(assembly.GetName().Name)))
    throw new InvalidOperationException("The library is loaded already; expected ML.NET to find it by the model's own record.");
var model = mlContext.Model.Load(args[0], out _);
using var output = File.Create(args[2]);
mlContext.Data.SaveAsBinary(model.Transform(mlContext.Data.LoadFromBinary(args[1])), output);

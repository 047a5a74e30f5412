using System.Reflection;
using Microsoft.ML;

// Applies a saved model in a process of its own, as an application does that was given the model file only.
// Arguments: model.zip input.idv output.idv [--register]
var mlContext = new MLContext();
if (args is [.., "--register"]) mlContext.ComponentCatalog.RegisterAssembly(Assembly.Load("FrequencyML.Transforms"));
if (args.Length == 3 && AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "FrequencyML.Transforms"))
    throw new InvalidOperationException("The library is loaded already; expected ML.NET to find it by the model's own record.");
var model = mlContext.Model.Load(args[0], out _);
using var output = File.Create(args[2]);
mlContext.Data.SaveAsBinary(model.Transform(mlContext.Data.LoadFromBinary(args[1])), output);

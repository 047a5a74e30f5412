using System.Reflection;

// Runs the samples of the names given, or says which there are. From the repository's root:
// dotnet run -c Release --project docs/samples/FrequencyML.Samples -- FrequencyClassifier
var samples = Assembly.GetExecutingAssembly().GetTypes().Where(type => type.GetMethod("Example") is not null)
    .ToDictionary(type => type.Name, type => type.GetMethod("Example")!);
if (args.Length == 0) Console.WriteLine($"Samples: {string.Join(", ", samples.Keys.Order())}");
foreach (var name in args)
{
    if (!samples.TryGetValue(name, out var example))
    {
        Console.Error.WriteLine($"There is no sample '{name}'; there are {string.Join(", ", samples.Keys.Order())}.");
        return 2;
    }
    example.Invoke(null, null);
}
return 0;

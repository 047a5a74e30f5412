using System.CommandLine;
using FrequencyML.Shared;
using FrequencyML.Training.Textures;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train generate</c>: renders the texture images.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var output = RequiredPath.Option("--output", "The folder that receives <label>/<seed>-<index>.jpg and manifest.json.");
        var perClass = CommandLine.Number("--per-class", "Images of each of the 10 classes.", 100, 1, 10_000_000);
        var seed = CommandLine.Option("--seed", "Equal seeds give equal images.", 1ul);
        var command = new Command("generate", "Renders a deterministic set of 10 classes of surface textures as JPEG files.") { output, perClass, seed };
        command.SetAction(parsed =>
        {
            var images = TextureSet.Write(parsed.GetRequiredValue(output), parsed.GetValue(perClass), parsed.GetValue(seed));
            Console.WriteLine($"{images} images of {TextureRenderer.Labels.Count} classes in {parsed.GetValue(output)}");
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using FrequencyML.Training.Reports;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train select</c>: a fixed selection of the channels that a gate keeps.</summary>
internal static class SelectCommand
{
    public static Command Create()
    {
        var run = RequiredPath.Option("--run", "The folder of a run with a gate.");
        var top = new Option<int?>("--top") { Description = "Take this many channels: those that most images keep." };
        var threshold = new Option<double?>("--threshold") { Description = "Take the channels that at least this share of the images keeps, 0 to 1." };
        var data = new Option<string?>("--data")
        {
            Description = "Rank by the gate on these images, such as the training images; default is what was measured on the validation images.",
        };
        var output = new Option<string?>("--output")
        {
            Description = "The selection file to write, for train --channels; default is selection.txt in the run folder.",
        };
        var command = new Command("select", "Writes a selection of the channels that the gate of a run keeps.") { run, data, top, threshold, output };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(top) is null == parsed.GetValue(threshold) is null) throw new ArgumentException("Give either --top or --threshold.");
            var folder = parsed.GetRequiredValue(run);
            var images = parsed.GetValue(data);
            var gate = GateReport.Load(folder, images);
            var choice = parsed.GetValue(top) is { } count ? ChannelChoice.Top(gate, count) : ChannelChoice.AtLeast(gate, parsed.GetValue(threshold)!.Value);
            var path = parsed.GetValue(output) ?? Path.Combine(folder, "selection.txt");
            choice.Write(path, FolderName.Of(folder), images is null ? "validation" : FolderName.Of(images));
            Console.WriteLine(choice.Selection);
            if (choice.Difference is { } difference) Console.WriteLine(difference);
            if (choice.NeverKept > 0) Console.WriteLine($"{choice.NeverKept} of these channels are kept for no image; they are ranked by keep probability alone.");
            Console.WriteLine($"{path}: {choice.Rule}, {choice.Ranked.Count} channels");
            return 0;
        });
        return command;
    }
}

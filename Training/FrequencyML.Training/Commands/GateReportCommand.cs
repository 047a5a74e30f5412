using System.CommandLine;
using FrequencyML.Training.Reports;
using Spectre.Console;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train gate-report</c>: which channels the gate of a run keeps.</summary>
internal static class GateReportCommand
{
    public static Command Create()
    {
        var run = RequiredPath.Option("--run", "The run folder that train wrote.");
        var data = new Option<string?>("--data")
        {
            Description = "Measure on these images, a folder of class folders; default is what was measured on the validation images.",
        };
        var output = new Option<string?>("--output") { Description = "The folder that receives gate.json, gate.png and gate.svg; default is the run folder." };
        var command = new Command("gate-report", "Shows which channels the gate of a run keeps.") { run, data, output };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(run);
            var gate = GateReport.Load(folder, parsed.GetValue(data));
            var target = parsed.GetValue(output) ?? folder;
            Directory.CreateDirectory(target);
            gate.Write(target);
            GateTable.Print(gate, AnsiConsole.Console);
            Console.WriteLine($"gate.json, gate.png and gate.svg in {target}");
            return 0;
        });
        return command;
    }
}

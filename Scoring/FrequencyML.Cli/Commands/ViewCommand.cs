using System.CommandLine;
using FrequencyML.Shared;
using FrequencyML.View.Server;

namespace FrequencyML.Cli.Commands;

/// <summary><c>frequencyml view</c>: the rows of a run as a page to look at.</summary>
internal static class ViewCommand
{
    public static Command Create()
    {
        var results = new Argument<string>("results") { Description = "What score or merge wrote: a folder of part files, complete or not, or a CSV, NDJSON or Parquet file." };
        results.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }]) result.AddError("The results are empty text; expected the name of a folder or a file.");
        });
        var model = new Option<string?>("--model", "-m") { Description = "The ONNX file that the images were scored with; default is the model that comes with the command, where it was that." };
        var port = CommandLine.Number("--port", "The port on 127.0.0.1; 0 for one that is free.", 0, 0, ushort.MaxValue);
        var noBrowser = CommandLine.Option("--no-browser", "Print the address, and open no browser.", false);
        var command = new Command("view", "Shows the rows and their images on a page, at an address of this machine alone. Ctrl-C ends it.") { results, model, port, noBrowser };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(results), parsed.GetValue(model), parsed.GetValue(port), !parsed.GetValue(noBrowser)));
        return command;
    }

    private static async Task<int> ShowAsync(string results, string? modelPath, int port, bool opensBrowser)
    {
        using var view = await ResultView.OpenAsync(results, modelPath);
        await using var server = await ViewServer.StartAsync(view, port);
        Console.WriteLine(server.Address);
        CommandLine.Report($"frequencyml: {view.Rows} rows of {results}; Ctrl-C ends.");
        if (opensBrowser && Browser.Open(server.Address) is { } problem) CommandLine.Report($"frequencyml: no browser was opened: {problem}");
        await server.WaitAsync();
        return ExitCode.Done;
    }
}

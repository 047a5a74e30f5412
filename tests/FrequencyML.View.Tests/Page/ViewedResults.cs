using FrequencyML.Models;
using FrequencyML.Scoring.Rows;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Server;

namespace FrequencyML.View.Tests.Page;

/// <summary>Rows in a file, the server that shows them, and the model that scored them.</summary>
internal sealed class ViewedResults : IAsyncDisposable
{
    private readonly ResultView view;
    private readonly ViewServer server;

    private ViewedResults(ResultView view, ViewServer server, IReadOnlyList<ScoreRow> rows)
    {
        this.view = view;
        this.server = server;
        Rows = rows;
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<ScoreRow> Rows { get; }

    /// <summary>An address of the page.</summary>
    /// <param name="query">With its question mark.</param>
    public string Address(string query = "") => server.Address + query;

    /// <summary>Scores images with the model that the library carries, and shows them.</summary>
    public static Task<ViewedResults> ScoreAsync(TemporaryFolder folder, IEnumerable<string> images, int top = 1)
    {
        using var model = FrequencyModel.LoadDefault();
        using var scorer = new ImageScorer(model, new ScoringOptions { Top = top });
        return ShowAsync(folder, [.. scorer.Score(images).Select((image, row) => new ScoreRow(row, image))], null);
    }

    /// <summary>Shows rows.</summary>
    /// <param name="folder">Gets their file.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="modelPath">The option --model.</param>
    public static async Task<ViewedResults> ShowAsync(TemporaryFolder folder, IReadOnlyList<ScoreRow> rows, string? modelPath)
    {
        var file = folder[$"{Guid.NewGuid():N}.csv"];
        using (var stream = File.Create(file))
        using (var writer = RowFormat.Csv.Write(stream, new()))
        {
            foreach (var row in rows) writer.Write(row);
        }
        var view = await ResultView.OpenAsync(file, modelPath);
        return new(view, await ViewServer.StartAsync(view, port: 0), rows);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        view.Dispose();
    }
}

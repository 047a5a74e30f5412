using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.View.Images;
using FrequencyML.View.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;

namespace FrequencyML.View.Server;

/// <summary>What the page shows of an output, and at which addresses. Images go by their row numbers: nothing of a request becomes a path.</summary>
internal sealed class ResultView : IDisposable
{
    private const int DefaultPage = 100, MaxPage = 1000, MaxTop = 10;
    private readonly ResultTable table;
    private readonly FrequencyModel? model;
    private readonly string? notice;
    private readonly RowSelection selection;
    private readonly RowImages images = new();
    private readonly ImageExaminer? examiner;

    /// <param name="table">The rows.</param>
    /// <param name="model">The model that they were scored with, which is closed with this; null where it is not at hand.</param>
    /// <param name="notice">What there is to say about the model; null for nothing.</param>
    public ResultView(ResultTable table, FrequencyModel? model, string? notice)
    {
        this.table = table;
        this.model = model;
        this.notice = notice;
        selection = new(table);
        if (model is null) return;
        table.UseLabels(model.Metadata.Labels);
        examiner = new(model, table.DecodingPath);
    }

    /// <summary>Reads an output, and loads the model that it was scored with.</summary>
    /// <param name="results">See <see cref="ResultTable.Read"/>.</param>
    /// <param name="modelPath">An ONNX file; null for the model that comes with the command, if the rows are its own.</param>
    /// <exception cref="InvalidDataException">It is no output, or is damaged, or has other classes than the model that was named.</exception>
    /// <exception cref="InvalidOperationException">The model cannot be loaded.</exception>
    /// <exception cref="IOException">The output or the model cannot be read.</exception>
    public static async Task<ResultView> OpenAsync(string results, string? modelPath)
    {
        var reading = Task.Run(() => ResultTable.Read(results));                      // while the model is loaded
        var model = ResultModel.Load(modelPath);
        try
        {
            var table = await reading;
            if (ResultModel.Fits(model, modelPath, table, out var notice)) return new(table, model, notice);
            model.Dispose();
            return new(table, null, notice);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The number of rows.</summary>
    public int Rows => table.Rows.Count;

    /// <summary>Closes the model.</summary>
    public void Dispose() => model?.Dispose();

    /// <summary>Adds the addresses to a server.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/api/results", GetResults);
        app.MapGet("/api/rows", GetRows);
        app.MapGet("/api/places/{row:long}", GetPlace);
        app.MapGet("/api/overview", GetOverview);
        app.MapGet("/api/gate", GetGate);
        app.MapGet("/api/images/{row:long}", GetExamination);
        app.MapGet("/images/{row:long}", GetImage);
        app.MapGet("/thumbnails/{row:long}", GetThumbnail);
    }

    private ResultsAnswer GetResults() => new(
        table.Name,
        table.Rows.Count,
        table.Rows.Count(row => row.Status == RowStatus.Failed),
        table.Rows.Any(row => row.Truth is not null),
        table.Rows.Any(row => row.GateOpen is not null),
        table.Labels,
        [.. table.Problems, .. notice is null ? Array.Empty<string>() : [notice]],
        model is null ? null : new(model.Name, model.HasGate, [.. model.Metadata.Selection.Select(channel => channel.Index)]));

    private RowsAnswer GetRows(HttpRequest request)
    {
        var places = selection.Places(RowQuery.Filter(request.Query), RowQuery.Order(request.Query));
        var first = Math.Min(RowQuery.Number(request.Query, "offset", 0, int.MaxValue), places.Length);
        var count = Math.Min(RowQuery.Number(request.Query, "count", DefaultPage, MaxPage), places.Length - first);
        return new(places.Length, [.. places.Skip(first).Take(count).Select(place => table.Rows[place])]);
    }

    private PlaceAnswer GetPlace(long row, HttpRequest request)
    {
        var places = selection.Places(RowQuery.Filter(request.Query), RowQuery.Order(request.Query));
        var place = table.PlaceOf(row) is { } found ? Array.IndexOf(places, found) : -1;
        return place < 0 ? new(null, null, null) : new(place, RowAt(place - 1), RowAt(place + 1));

        long? RowAt(int other) => other >= 0 && other < places.Length ? table.Rows[places[other]].Row : null;
    }

    private ClassOverview GetOverview(HttpRequest request) => new(selection.Rows(RowQuery.Filter(request.Query)));

    private GateAnswer? GetGate(HttpRequest request, IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        if (model is not { HasGate: true }) return null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var paths = selection.Rows(RowQuery.Filter(request.Query)).Where(row => row.Error is null).Select(row => row.Path).ToList();
        return new(paths.Count, GateMean.Measure(model, table.DecodingPath, images, paths, either.Token));
    }

    private ImageAnswer GetExamination(long row)
    {
        var found = Row(row);
        int? bytes = null;
        try
        {
            var file = images.Read(found.Path);
            bytes = file.Length;
            return new(found, bytes, null, examiner?.Examine(file.Span, MaxTop));
        }
        catch (Exception error) when (ImageFailure.Is(error))
        {
            return new(found, bytes, error.Message, null);
        }
    }

    private FileContentHttpResult GetImage(long row)
    {
        var file = images.Read(Row(row).Path);
        return TypedResults.Bytes(file, ImageFiles.MediaTypeOf(file.Span) ?? throw new InvalidDataException("The file is no JPEG, PNG, WebP, BMP or GIF file."));
    }

    private FileContentHttpResult GetThumbnail(long row) => TypedResults.Bytes(Thumbnail.Draw(images.Read(Row(row).Path).Span), "image/jpeg");

    private ResultRow Row(long row) => table.PlaceOf(row) is { } place ? table.Rows[place] : throw new FileNotFoundException($"There is no row {row}.");
}

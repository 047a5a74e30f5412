using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FrequencyML.Models;
using FrequencyML.Scoring.Rows;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Server;

namespace FrequencyML.View.Tests.Server;

/// <summary>A server of some rows, with a client.</summary>
internal sealed class RunningView : IAsyncDisposable
{
    private readonly ViewServer server;

    private RunningView(ViewServer server)
    {
        this.server = server;
        Client = new() { BaseAddress = server.Address };
    }

    public HttpClient Client { get; }

    public Uri Address => server.Address;

    public static async Task<RunningView> StartAsync(TemporaryFolder folder, FrequencyModel? model, string? notice, params ScoreRow[] rows)
    {
        var table = ResultFiles.Table(folder, rows);
        return new(await ViewServer.StartAsync(new(table, model, notice), 0));
    }

    /// <summary>The JSON at an address.</summary>
    public async Task<JsonElement> GetAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{address}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends bytes as they are, which a client would put in order first; the answer, until the server closes the connection.</summary>
    public async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Address.Host, Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The status of a GET of a target as it is, by the server's own name.</summary>
    public async Task<int> StatusOfAsync(string target, string? host = null) => Status(await SendAsync($"GET {target} HTTP/1.1\r\nHost: {host ?? Address.Authority}\r\nConnection: close\r\n\r\n"));

    /// <summary>The status of an answer.</summary>
    public static int Status(string answer) => int.Parse(answer.Split(' ', 3)[1], System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }
}

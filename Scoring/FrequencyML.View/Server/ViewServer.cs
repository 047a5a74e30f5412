using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FrequencyML.View.Server;

/// <summary>The server of the page, on 127.0.0.1 alone.</summary>
internal sealed class ViewServer : IAsyncDisposable
{
    /// <summary>How long requests that are being answered have, once it ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly WebApplication app;

    private ViewServer(WebApplication app) => this.app = app;

    /// <summary>Where the page is.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>Starts a server.</summary>
    /// <param name="view">What it shows.</param>
    /// <param name="port">The port; 0 for one that is free.</param>
    /// <exception cref="IOException">The port cannot be had.</exception>
    public static async Task<ViewServer> StartAsync(ResultView view, int port)
    {
        // Without defaults: neither a settings file of the working folder nor the environment may open other addresses.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddRequestGuard();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        builder.Services.Configure<JsonOptions>(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        var app = builder.Build();
        app.UseRequestGuard();
        foreach (var (address, name, type) in PageFiles.All) app.MapGet(address, () => PageFiles.Get(name, type));
        view.Map(app);
        try
        {
            await app.StartAsync();
        }
        catch (Exception error) when (error is IOException or SocketException)        // the latter for a port that takes a privilege
        {
            await app.DisposeAsync();
            var reason = error is { InnerException: AddressInUseException } ? "is in use" : $"cannot be had: {error.Message}";
            throw new IOException($"Port {port} {reason}. Give another by --port, or none for one that is free.", error);
        }
        return new(app);
    }

    /// <summary>Waits for Ctrl-C or SIGTERM.</summary>
    public Task WaitAsync() => app.WaitForShutdownAsync();

    /// <summary>Ends it; requests that are being answered have a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

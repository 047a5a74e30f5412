using FrequencyML.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FrequencyML.View.Server;

/// <summary>
/// What every request passes. Whoever can open a connection to the port may look; a page of another site, open in the same browser, must not, neither by a
/// host name of its own that resolves to this machine (DNS rebinding, which the host filter ends), nor by embedding what is served here.
/// </summary>
internal static class RequestGuard
{
    // Nothing is loaded but from here; pictures may be in addresses.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Adds what the guard needs.</summary>
    public static void AddRequestGuard(this IServiceCollection services) => services.AddHostFiltering(hosts =>
    {
        hosts.AllowedHosts = ["127.0.0.1", "localhost"];                              // a tunnel may have another port
        hosts.AllowEmptyHosts = false;
    });

    /// <summary>Adds the guard to a server, before its addresses.</summary>
    public static void UseRequestGuard(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-store";                                        // another run may be at the same addresses next
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // Nobody waits for the answer.
            }
            catch (Exception error) when (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusOf(error);
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync(ErrorText.Of(error));
            }
        });
        app.UseHostFiltering();                                                       // its refusals have the headers too
        app.Use((context, next) =>
        {
            if (IsOwn(context.Request.Headers)) return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    /// <summary>Whether a request is the page's own, or comes from no page; a link on another one may lead here.</summary>
    private static bool IsOwn(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site") || headers["Sec-Fetch-Dest"] == "document";

    private static int StatusOf(Exception error) => error switch
    {
        FormatException => StatusCodes.Status400BadRequest,
        UnauthorizedAccessException => StatusCodes.Status403Forbidden,
        IOException => StatusCodes.Status404NotFound,
        InvalidDataException or NotSupportedException => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status500InternalServerError,
    };
}

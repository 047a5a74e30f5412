using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace FrequencyML.View.Server;

/// <summary>The files of the page, which the assembly carries.</summary>
internal static class PageFiles
{
    /// <summary>The addresses, and what is there.</summary>
    public static IReadOnlyList<(string Address, string Name, string Type)> All { get; } =
    [
        ("/", "index.html", "text/html; charset=utf-8"), ("/view.css", "view.css", "text/css; charset=utf-8"), ("/view.js", "view.js", "text/javascript; charset=utf-8"),
    ];

    /// <summary>Answers with a file.</summary>
    public static IResult Get(string name, string type) => TypedResults.Stream(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!, type);
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Cli.Tests;

/// <summary><c>view</c>, as a user runs it.</summary>
public sealed class ViewCommandTests
{
    private static readonly string Samples = Repository.PathOf("data", "samples");
    private static readonly string Imagenette = Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx");
    private TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void Score()
    {
        folder = new TemporaryFolder();
        foreach (var output in new[] { "all.csv", "all.ndjson", "all.parquet", "parts/" })
            Assert.That(Frequencyml.Run("score", Samples, "-o", folder[output]).ExitCode, Is.Zero);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase("all.csv"), TestCase("all.ndjson"), TestCase("all.parquet"), TestCase("parts/"), TestCase("parts")]
    public async Task View_EveryOutput_ShowsItsRowsWithTheModel(string output)
    {
        await using var view = Running.Start(folder[output]);
        using var client = new HttpClient { BaseAddress = view.Address };
        Assert.That(await client.GetStringAsync("/"), Does.Contain("<html").And.Contain("view.js"));
        var results = await client.GetStringAsync("/api/results");
        Assert.That(results, Does.Contain("\"rows\":40,\"failed\":0,\"hasTruth\":true,\"hasGateOpen\":true").And.Contain("\"notices\":[]").And.Contain("textures.onnx"));
        Assert.That(await client.GetByteArrayAsync("/images/39"), Is.EqualTo(File.ReadAllBytes(Path.Combine(Samples, "wood", "7-0003.jpg"))));
    }

    [TestCase(PosixSignal.SIGTERM), TestCase(PosixSignal.SIGINT)]
    public async Task View_Interrupted_EndsWithZero(PosixSignal signal)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("POSIX signals are sent by kill.");
        Frequencyml.SkipIfIgnored(signal);
        await using var view = Running.Start(folder["all.csv"]);
        // A browser keeps its connection: that must not hold the end up.
        using var client = new HttpClient { BaseAddress = view.Address };
        Assert.That((await client.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Frequencyml.Signal(view.Process, signal);
        var result = Frequencyml.Wait(view.Process);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, "")), result.Error);
        Assert.That(result.Error, Does.Contain("40 rows of").And.Contain("Ctrl-C ends"));
        Assert.That(async () => await client.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task View_PortThatWasGiven_IsThat()
    {
        var port = FreePort();
        await using var view = Running.Start(folder["all.csv"], "--port", $"{port}");
        Assert.That(view.Address, Is.EqualTo(new Uri($"http://127.0.0.1:{port}/")));
        AssertRefused(Frequencyml.Run("view", folder["all.csv"], "--no-browser", "--port", $"{port}"), $"Port {port} is in use", "--port");
    }

    [TestCase("ASPNETCORE_URLS", "http://0.0.0.0:0"), TestCase("DOTNET_URLS", "http://0.0.0.0:0"), TestCase("ASPNETCORE_PREFERHOSTINGURLS", "true"), TestCase("ASPNETCORE_HTTP_PORTS", "0")]
    public async Task View_SettingsOfTheEnvironmentOrFolder_OpenNoOtherAddress(string variable, string value)
    {
        using var own = new TemporaryFolder();
        own.Write("appsettings.json", """{ "urls": "http://0.0.0.0:0", "preferHostingUrls": true, "AllowedHosts": "*", "Kestrel": { "Endpoints": { "Any": { "Url": "http://0.0.0.0:0" } } } }"""u8.ToArray());
        await using var view = Running.StartIn(own.Path, new() { [variable] = value, ["ASPNETCORE_PREFERHOSTINGURLS"] = "true" }, folder["all.csv"]);
        Assert.That(view.Address.Host, Is.EqualTo("127.0.0.1"));
        using var client = new HttpClient { BaseAddress = view.Address };
        client.DefaultRequestHeaders.Host = "evil.example";
        Assert.That((await client.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task View_OutputThatIsNotComplete_SaysWhatIsMissing()
    {
        using var own = new TemporaryFolder();
        Assert.That(Frequencyml.Run("score", Samples, "-o", own["parts/"], "--chunk", "10").ExitCode, Is.Zero);
        File.Delete(Directory.GetFiles(own["parts"], "part-00002-*").Single());
        await using var view = Running.Start(own["parts/"]);
        using var client = new HttpClient { BaseAddress = view.Address };
        Assert.That(await client.GetStringAsync("/api/results"), Does.Contain("\"rows\":30").And.Contain("1 of 4 parts are missing: 2."));
    }

    [Test]
    public async Task View_RowsOfAnotherModel_AreShownWithoutItOrWithIt()
    {
        using var own = new TemporaryFolder();
        Assert.That(Frequencyml.Run("score", Samples, "-o", own["all.csv"], "--model", Imagenette).ExitCode, Is.Zero);
        await using (var view = Running.Start(own["all.csv"]))
        {
            using var client = new HttpClient { BaseAddress = view.Address };
            Assert.That(await client.GetStringAsync("/api/results"), Does.Contain("\"model\":null").And.Contain("--model"));
        }
        await using (var view = Running.Start(own["all.csv"], "--model", Imagenette))
        {
            using var client = new HttpClient { BaseAddress = view.Address };
            Assert.That(await client.GetStringAsync("/api/results"), Does.Contain("imagenette-dct24-int8.onnx").And.Contain("\"notices\":[]"));
            Assert.That(await client.GetStringAsync("/api/gate"), Is.EqualTo("null"));
        }
    }

    [Test]
    public void View_WhatIsNoOutput_IsOneSentence()
    {
        AssertRefused(View(folder["none"]), "There is no folder or file", "none'");
        AssertRefused(View(folder["none/"]), "There is no folder or file", "none/'");
        AssertRefused(View(folder["none.csv"]), "none.csv");
        AssertRefused(View(""), "The results are empty text");
        AssertRefused(View(folder.Path), "no folder of part files");
        AssertRefused(View(Directory.GetFiles(Path.Combine(Samples, "wood"))[0]), "is no output of score");
        AssertRefused(View(folder.Write("other.csv", "path,label\na,b\n"u8.ToArray())), "other.csv': The columns are path, label");
        AssertRefused(View(folder.Write("cut.csv", File.ReadAllBytes(folder["all.csv"])[..500])), "cut.csv'");
        AssertRefused(Frequencyml.Run("view"), "Required argument missing for command: 'view'");
    }

    [TestCase("--port", "-1", "--port is -1; expected 0 to 65535"), TestCase("--port", "65536", "--port is 65536; expected 0 to 65535"), TestCase("--port", "http", "'http'")]
    [TestCase("--model", "none.onnx", "none.onnx"), TestCase("--host", "0.0.0.0", "'--host' is no command or option here")]
    public void View_WrongOption_IsOneSentence(string option, string value, string mentions) => AssertRefused(View(folder["all.csv"], option, value), mentions);

    [Test]
    public void View_ModelOfOtherClasses_IsOneSentence() =>
        AssertRefused(View(folder["all.csv"], "--model", Imagenette), "imagenette-dct24-int8.onnx' has no class 'brick'", "Give the model that they were scored with");

    private static CommandResult View(string results, params string[] options) => Frequencyml.Run(["view", results, "--no-browser", .. options]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void AssertRefused(CommandResult result, params string[] mentions)
    {
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")), result.Error);
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("frequencyml: "));
        foreach (var mention in mentions) Assert.That(result.Error, Does.Contain(mention));
    }

    /// <summary>The command while it runs.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private Running(Process process)
        {
            Process = process;
            var line = process.StandardOutput.ReadLine();
            Address = line is null ? throw new InvalidOperationException(process.StandardError.ReadToEnd()) : new(line);
        }

        public Process Process { get; }

        /// <summary>What it printed.</summary>
        public Uri Address { get; }

        public static Running Start(string results, params string[] options) => StartIn(Environment.CurrentDirectory, [], results, options);

        public static Running StartIn(string working, Dictionary<string, string> variables, string results, params string[] options) =>
            new(Frequencyml.StartWith(working, variables, ["view", results, "--no-browser", .. options]));

        public async ValueTask DisposeAsync()
        {
            if (!Process.HasExited) Process.Kill(entireProcessTree: true);
            await Process.WaitForExitAsync();
            Process.Dispose();
        }
    }
}

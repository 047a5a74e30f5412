using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FrequencyML.Dct.Tests;
using FrequencyML.Models;
using FrequencyML.Scoring.Rows;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Images;
using FrequencyML.View.Server;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Server;

public sealed class ViewServerTests
{
    private static readonly string[] Addresses =
        ["/", "/view.css", "/view.js", "/api/results", "/api/rows", "/api/places/0", "/api/overview", "/api/gate", "/api/images/0", "/images/0", "/thumbnails/0"];

    private static readonly string[] Samples = [.. Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    // What each row is, by its number.
    private const int Good = 0, Png = 2, Missing = 4, Damaged = 6, Text = 8, Html = 10, Folder = 12, Empty = 14, NoPath = 16, Failed = 18, Markup = 20;
    private TemporaryFolder folder = null!;
    private FrequencyModel model = null!;
    private RunningView view = null!;
    private ScoreRow[] rows = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        folder = new TemporaryFolder();
        model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        var wood = folder.Write("wood/good.jpg", File.ReadAllBytes(Samples[0]));
        (string Path, string? Error)[] images =
        [
            (wood, null), (folder.Write("water/image.png", TestImage.Scene(60, 40).EncodePng()), null), (folder["wood/none.jpg"], null),
            (folder.Write("wood/damaged.jpg", File.ReadAllBytes(Samples[0])[..2000]), null), (folder.Write("wood/text.jpg", "BM is how this secret begins."u8.ToArray()), null),
            (folder.Write("page.html", "<!DOCTYPE html><script>secret</script>"u8.ToArray()), null), (folder.Path, null), (folder.Write("wood/empty.jpg", []), null), ("", "There is no path."),
            (folder.Write("wood/unlucky.jpg", File.ReadAllBytes(Samples[1])), "Scan at byte 12 ends early."), (folder["<img src=x onerror=alert(1)>.jpg"], null),
        ];
        rows = [.. images.Select((image, i) => image.Error is null
            ? ResultFiles.Row(2 * i, image.Path, i % 2 == 0 ? "wood" : "water", (i + 1) / 16f, gateOpen: i)
            : ResultFiles.Row(2 * i, image.Path, error: image.Error))];
        view = await RunningView.StartAsync(folder, model, "A notice.", rows);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await view.DisposeAsync();
        model.Dispose();
        folder.Dispose();
    }

    [TestCase("/", "text/html; charset=utf-8", "index.html"), TestCase("/view.css", "text/css; charset=utf-8", "view.css"), TestCase("/view.js", "text/javascript; charset=utf-8", "view.js")]
    public async Task Get_FileOfThePage_IsIt(string address, string type, string name)
    {
        using var answer = await view.Client.GetAsync(address);
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.ToString()), Is.EqualTo((HttpStatusCode.OK, type)));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(File.ReadAllBytes(Repository.PathOf("Scoring", "FrequencyML.View", "Page", name))));
    }

    [Test]
    public async Task Get_Results_DescribesThem()
    {
        var results = await view.GetAsync("/api/results");
        Assert.That(results.GetProperty("name").GetString(), Is.EqualTo(folder["rows.csv"]));
        Assert.That((results.GetProperty("rows").GetInt32(), results.GetProperty("failed").GetInt32()), Is.EqualTo((11, 2)));
        Assert.That((results.GetProperty("hasTruth").GetBoolean(), results.GetProperty("hasGateOpen").GetBoolean()), Is.EqualTo((true, true)));
        Assert.That(results.GetProperty("labels").EnumerateArray().Select(label => label.GetString()), Is.EqualTo(model.Metadata.Labels));
        Assert.That(results.GetProperty("notices").EnumerateArray().Select(text => text.GetString()), Is.EqualTo(new[] { "A notice." }));
        var known = results.GetProperty("model");
        Assert.That((known.GetProperty("name").GetString(), known.GetProperty("hasGate").GetBoolean()), Is.EqualTo(("textures.onnx", true)));
        Assert.That(known.GetProperty("channels").EnumerateArray().Select(channel => channel.GetInt32()), Is.EqualTo(Enumerable.Range(0, 192)));
    }

    [Test]
    public async Task Get_Rows_HaveTheirFields()
    {
        var answer = await view.GetAsync("/api/rows");
        var first = answer.GetProperty("rows")[0];
        Assert.That(answer.GetProperty("total").GetInt32(), Is.EqualTo(11));
        Assert.That((first.GetProperty("row").GetInt64(), first.GetProperty("path").GetString(), first.GetProperty("label").GetString(), first.GetProperty("score").GetSingle()),
            Is.EqualTo((0, rows[0].Image.Path, "wood", 1 / 16f)));
        Assert.That((first.GetProperty("truth").GetString(), first.GetProperty("status").GetString(), first.GetProperty("gateOpen").GetInt32()), Is.EqualTo(("wood", "right", 0)));
        Assert.That(answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("status").GetString()),
            Is.EqualTo(new[] { "right", "right", "right", "wrong", "right", "unknown", "unknown", "wrong", "failed", "failed", "unknown" }));
    }

    [TestCase("", new[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 }), TestCase("offset=3&count=2", new[] { 6, 8 }), TestCase("offset=9&count=100", new[] { 18, 20 }), TestCase("offset=2147483647", new int[0])]
    [TestCase("count=0", new int[0]), TestCase("sort=score&order=desc&count=3", new[] { 20, 14, 12 }), TestCase("sort=score&order=desc&offset=8", new[] { 0, 16, 18 })]
    [TestCase("label=wood", new[] { 0, 4, 8, 12, 20 }), TestCase("truth=wood&status=wrong", new[] { 6, 14 }), TestCase("status=failed", new[] { 16, 18 }), TestCase("error=BYTE", new[] { 18 })]
    [TestCase("min=0.25&max=0.375", new[] { 6, 8 }), TestCase("path=.PNG", new[] { 2 }), TestCase("path=none&label=water", new int[0])]
    public async Task Get_RowsOfAQuery_AreThoseInThatOrder(string query, int[] expected)
    {
        var answer = await view.GetAsync($"/api/rows?{query}");
        Assert.That(answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()), Is.EqualTo(expected));
        var whole = await view.GetAsync($"/api/rows?{query}&{(query.Contains("offset", StringComparison.Ordinal) || query.Contains("count", StringComparison.Ordinal) ? "" : "offset=1&count=1")}");
        Assert.That(whole.GetProperty("total").GetInt32(), Is.EqualTo(answer.GetProperty("total").GetInt32()), "the total is of the filter, not of the page");
    }

    [Test]
    public async Task Get_RowsPageByPage_AreAll()
    {
        var found = new List<int>();
        for (var offset = 0; offset < 12; offset += 4)
        {
            var page = await view.GetAsync($"/api/rows?sort=path&order=desc&offset={offset}&count=4");
            Assert.That(page.GetProperty("total").GetInt32(), Is.EqualTo(11));
            found.AddRange(page.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        }
        Assert.That(found, Is.EqualTo(rows.OrderByDescending(row => row.Image.Path, StringComparer.Ordinal).Select(row => row.Index)));
    }

    [TestCase("/api/rows?count=1001", "count is '1001'; expected 0 to 1000."), TestCase("/api/rows?offset=-1", "offset is '-1'"), TestCase("/api/rows?sort=size", "sort is 'size'")]
    [TestCase("/api/rows?order=up", "order is 'up'"), TestCase("/api/places/0?min=x", "min is 'x'"), TestCase("/api/overview?status=9", "status is '9'"), TestCase("/api/gate?max=NaN", "max is 'NaN'")]
    [TestCase("/api/rows?label=a&label=b", "label is there more than once")]
    public async Task Get_BadParameter_IsRefusedByName(string address, string message)
    {
        using var answer = await view.Client.GetAsync(address);
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.ToString()), Is.EqualTo((HttpStatusCode.BadRequest, "text/plain; charset=utf-8")));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith(message));
    }

    [TestCase("/api/places/0", 0), TestCase("/api/places/20", 10), TestCase("/api/places/1", null), TestCase("/api/places/-1", null), TestCase("/api/places/9223372036854775807", null)]
    [TestCase("/api/places/20?sort=score&order=desc", 0), TestCase("/api/places/18?sort=score&order=desc", 10), TestCase("/api/places/6?status=wrong", 0), TestCase("/api/places/0?status=wrong", null)]
    public async Task Get_PlaceOfARow_IsThatInItsQuery(string address, int? expected)
    {
        var place = (await view.GetAsync(address)).GetProperty("place");
        Assert.That(place.ValueKind == JsonValueKind.Null ? (int?)null : place.GetInt32(), Is.EqualTo(expected));
    }

    [TestCase("/api/places/0", null, 2L), TestCase("/api/places/20", 18L, null), TestCase("/api/places/6?status=wrong", null, 14L), TestCase("/api/places/1", null, null)]
    public async Task Get_PlaceOfARow_HasTheRowsBesideIt(string address, long? previous, long? next)
    {
        var place = await view.GetAsync(address);
        Assert.That(place.GetProperty("previous").Deserialize<long?>(), Is.EqualTo(previous));
        Assert.That(place.GetProperty("next").Deserialize<long?>(), Is.EqualTo(next));
    }

    [Test]
    public async Task Get_Overview_IsThatOfItsRows()
    {
        var overview = await view.GetAsync("/api/overview");
        Assert.That(overview.GetProperty("counts").EnumerateObject().Select(count => (count.Name, count.Value.GetInt32())), Is.EqualTo(new[] { ("right", 4), ("wrong", 2), ("failed", 2), ("unknown", 3) }));
        Assert.That(overview.GetProperty("histogram").EnumerateObject().Select(bins => (bins.Name, bins.Value.EnumerateArray().Sum(bin => bin.GetInt32()))), Is.EqualTo(new[] { ("right", 4), ("wrong", 2), ("failed", 0), ("unknown", 3) }));
        Assert.That(overview.GetProperty("cells").EnumerateArray().Select(cell => (cell.GetProperty("truth").GetString(), cell.GetProperty("label").GetString(), cell.GetProperty("count").GetInt32())),
            Is.EqualTo(new (string?, string?, int)[] { ("wood", "wood", 3), ("wood", "water", 2), ("water", "water", 1), ("wood", null, 1) }));
        overview = await view.GetAsync("/api/overview?label=water");
        Assert.That(overview.GetProperty("counts").EnumerateObject().Select(count => count.Value.GetInt32()), Is.EqualTo(new[] { 1, 2, 0, 1 }));
    }

    [Test]
    public async Task Get_Gate_IsTheMeanOfTheImagesThatCanBeRead()
    {
        var answer = await view.GetAsync("/api/gate");
        var expected = GateMean.Measure(model, default, new(), [.. rows.Where(row => row.Image.Error is null).Select(row => row.Image.Path)], CancellationToken.None);
        var mean = answer.GetProperty("mean");
        Assert.That((answer.GetProperty("of").GetInt32(), mean.GetProperty("images").GetInt32(), mean.GetProperty("failed").GetInt32()), Is.EqualTo((9, 2, 7)));
        Assert.That(mean.GetProperty("open").EnumerateArray().Select(share => share.GetSingle()), Is.EqualTo(expected.Open));
        Assert.That((await view.GetAsync("/api/gate?path=none")).GetProperty("mean").GetProperty("open").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Get_GoodImage_IsItsFileItsThumbnailAndItsExamination()
    {
        foreach (var (row, type) in new[] { (Good, "image/jpeg"), (Png, "image/png"), (Failed, "image/jpeg") })
        {
            var file = File.ReadAllBytes(rows[row / 2].Image.Path);
            using var image = await view.Client.GetAsync($"/images/{row}");
            Assert.That((image.StatusCode, image.Content.Headers.ContentType?.ToString()), Is.EqualTo((HttpStatusCode.OK, type)));
            Assert.That(await image.Content.ReadAsByteArrayAsync(), Is.EqualTo(file));
            using var thumbnail = await view.Client.GetAsync($"/thumbnails/{row}");
            Assert.That((thumbnail.StatusCode, thumbnail.Content.Headers.ContentType?.ToString()), Is.EqualTo((HttpStatusCode.OK, "image/jpeg")));
            Assert.That(await thumbnail.Content.ReadAsByteArrayAsync(), Is.EqualTo(Thumbnail.Draw(file)));
            var answer = await view.GetAsync($"/api/images/{row}");
            var expected = new ImageExaminer(model).Examine(file, 10);
            var examination = answer.GetProperty("examination");
            Assert.That((answer.GetProperty("bytes").GetInt32(), answer.GetProperty("problem").GetString(), answer.GetProperty("row").GetProperty("row").GetInt32()),
                Is.EqualTo((file.Length, (string?)null, row)));
            Assert.That(examination.GetProperty("crop").GetString(), Is.EqualTo(expected.Crop));
            Assert.That(examination.GetProperty("open").GetString(), Is.EqualTo(expected.Open));
            Assert.That(examination.GetProperty("gate").EnumerateArray().Select(open => open.GetSingle()), Is.EqualTo(expected.Gate));
            Assert.That(examination.GetProperty("top").EnumerateArray().Select(top => top.GetProperty("label").GetString()), Is.EqualTo(expected.Top.Select(top => top.Label)));
            Assert.That(examination.GetProperty("window").GetProperty("width").GetDouble(), Is.EqualTo(expected.Window.Width));
            Assert.That(examination.GetProperty("extraction").GetProperty("path").GetString(), Is.EqualTo(row == Png ? "pixels" : "coefficients"));
        }
    }

    [TestCase(Missing, 404, 404, "none.jpg"), TestCase(Text, 422, 422, ""), TestCase(Html, 422, 422, ""), TestCase(Folder, 404, 404, "is a folder"), TestCase(Empty, 422, 422, "empty")]
    [TestCase(NoPath, 404, 404, "no path of a file"), TestCase(Markup, 404, 404, "onerror=alert(1)>.jpg"), TestCase(Damaged, 200, 200, "")]
    public async Task Get_BadImage_SaysWhy(int row, int image, int thumbnail, string mentions)
    {
        foreach (var (address, status) in new[] { ($"/images/{row}", image), ($"/thumbnails/{row}", thumbnail) })
        {
            using var answer = await view.Client.GetAsync(address);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), address);
            if (status == 200) continue;
            Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/plain; charset=utf-8"), "never HTML: the message has the path");
            Assert.That(await answer.Content.ReadAsStringAsync(), Is.Not.Empty.And.Contains(mentions).And.Not.Contains("secret"));
        }
        var examination = await view.GetAsync($"/api/images/{row}");
        Assert.That(examination.GetProperty("problem").GetString(), Is.Not.Empty.And.Contains(mentions));
        Assert.That(examination.GetProperty("examination").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(examination.GetProperty("row").GetProperty("row").GetInt32(), Is.EqualTo(row));
        using var other = await view.Client.GetAsync($"/images/{Good}");
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK), "others are as they were");
    }

    [Test]
    public async Task Get_EveryKindOfAnswer_HasTheSecurityHeaders()
    {
        var answers = new List<(string What, HttpResponseMessage Answer)>();
        foreach (var address in Addresses) answers.Add((address, await view.Client.GetAsync(address)));
        foreach (var address in new[] { "/none", "/images/1", "/images/x", $"/images/{Missing}", $"/images/{Text}", $"/thumbnails/{Empty}", "/api/rows?sort=x" })
            answers.Add((address, await view.Client.GetAsync(address)));
        answers.Add(("POST", await view.Client.PostAsync("/", null)));
        using (var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } }) answers.Add(("host", await view.Client.SendAsync(request)));
        foreach (var (what, answer) in answers)
        {
            using (answer)
            {
                var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
                Assert.That(policy, Does.StartWith("default-src 'none'; ").And.Contains("frame-ancestors 'none'").And.Not.Contains("unsafe").And.Not.Contains("*"), what);
                Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }), what);
                Assert.That(answer.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "same-origin" }), what);
                Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }), what);
                Assert.That(answer.Headers.CacheControl?.NoStore, Is.True, what);
                Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin") || answer.Headers.Contains("Server"), Is.False, what);
            }
        }
    }

    [TestCase("evil.example"), TestCase("evil.example:80"), TestCase("127.0.0.1.evil.example"), TestCase("localhost.evil.example"), TestCase("evil.localhost"), TestCase("127.0.0.2"), TestCase("0.0.0.0")]
    [TestCase("[::1]"), TestCase(""), TestCase("127.0.0.1, evil.example"), TestCase("evil.example@127.0.0.1"), TestCase("2130706433")]
    public async Task Get_OtherHost_IsRefusedEverywhere(string host)
    {
        foreach (var address in Addresses)
        {
            var answer = await view.SendAsync($"GET {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            Assert.That(RunningView.Status(answer), Is.EqualTo(400), address);
            Assert.That(answer, Does.Not.Contain("wood").And.Not.Contain("<script"));
        }
    }

    [Test]
    public async Task Get_NoHostOrTwo_IsRefused()
    {
        Assert.That(RunningView.Status(await view.SendAsync("GET / HTTP/1.0\r\n\r\n")), Is.EqualTo(400));
        Assert.That(RunningView.Status(await view.SendAsync("GET / HTTP/1.1\r\n\r\n")), Is.EqualTo(400));
        Assert.That(RunningView.Status(await view.SendAsync($"GET / HTTP/1.1\r\nHost: {view.Address.Authority}\r\nHost: evil.example\r\n\r\n")), Is.EqualTo(400));
        Assert.That(await view.StatusOfAsync("http://evil.example/"), Is.EqualTo(400), "the target must not say another than the header");
        Assert.That(await view.StatusOfAsync("http://evil.example/", "evil.example"), Is.EqualTo(400));
    }

    [TestCase("127.0.0.1"), TestCase("127.0.0.1:1"), TestCase("127.0.0.1:65535"), TestCase("localhost"), TestCase("localhost:8080"), TestCase("LOCALHOST")]
    public async Task Get_OwnNameWithAnyPort_IsAnswered(string host) => Assert.That(await view.StatusOfAsync("/api/results", host), Is.EqualTo(200), "a tunnel may have another port");

    [TestCase("POST"), TestCase("PUT"), TestCase("DELETE"), TestCase("HEAD"), TestCase("OPTIONS"), TestCase("PATCH"), TestCase("TRACE"), TestCase("QUERY")]
    public async Task Send_OtherMethod_IsRefusedEverywhere(string method)
    {
        foreach (var address in (string[])[.. Addresses, "/none"])
        {
            var answer = await view.SendAsync($"{method} {address} HTTP/1.1\r\nHost: {view.Address.Authority}\r\nConnection: close\r\n\r\n");
            Assert.That(RunningView.Status(answer), Is.EqualTo(address == "/none" ? 404 : 405), $"{method} {address}");
            Assert.That(answer.Split("\r\n\r\n", 2)[1], Is.Empty.Or.EqualTo("0\r\n\r\n"), $"{method} {address}");
        }
    }

    [TestCase(1), TestCase(100_000_000)]
    public async Task Send_Body_IsNotTaken(int length)
    {
        var answer = await view.SendAsync($"POST /api/rows HTTP/1.1\r\nHost: {view.Address.Authority}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
        Assert.That(RunningView.Status(answer), Is.EqualTo(405).Or.EqualTo(413));
        answer = await view.SendAsync($"PUT /images/0 HTTP/1.1\r\nHost: {view.Address.Authority}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        Assert.That(RunningView.Status(answer), Is.EqualTo(405).Or.EqualTo(413));
        Assert.That(await view.StatusOfAsync("/"), Is.EqualTo(200), "the server goes on");
    }

    [TestCase("/images/../../etc/passwd"), TestCase("/images/..%2f..%2fetc%2fpasswd"), TestCase("/thumbnails/%2e%2e%2f"), TestCase("/thumbnails/%2e%2e/%2e%2e/etc/passwd"), TestCase("//etc/passwd")]
    [TestCase("/images//etc/passwd"), TestCase("/images/%2Fetc%2Fpasswd"), TestCase("/images/..\\..\\etc\\passwd"), TestCase("/images/-1"), TestCase("/images/-9223372036854775808")]
    [TestCase("/images/1"), TestCase("/images/9223372036854775807"), TestCase("/images/9223372036854775808"), TestCase("/images/99999999999999999999999999"), TestCase("/thumbnails/-1")]
    [TestCase("/thumbnails/3"), TestCase("/api/images/-1"), TestCase("/api/images/1"), TestCase("/images/1.jpg"), TestCase("/images/0.jpg"), TestCase("/images/0/"), TestCase("/images/")]
    [TestCase("/images"), TestCase("/images/0/0"), TestCase("/images/0x0"), TestCase("/images/1e0"), TestCase("/images/%00"), TestCase("/images/0%00.jpg"), TestCase("/index.html"), TestCase("/Page/view.js")]
    [TestCase("/api"), TestCase("/api/places/x"), TestCase("/api/places/0/x"), TestCase("/rows.csv"), TestCase("/favicon.ico"), TestCase("/.well-known/x")]
    public async Task Get_OtherPath_IsNotFound(string target)
    {
        var answer = await view.SendAsync($"GET {target} HTTP/1.1\r\nHost: {view.Address.Authority}\r\nConnection: close\r\n\r\n");
        Assert.That(RunningView.Status(answer), Is.EqualTo(target is "/images/0/" ? 200 : 404).Or.EqualTo(400), answer);
        Assert.That(answer, Does.Not.Contain("root:").And.Not.Contain("<script"));
    }

    [Test]
    public async Task Get_ManyAtOnce_AreAllAnswered()
    {
        var expected = await Task.WhenAll(Addresses.Select(address => view.Client.GetByteArrayAsync(address)));
        var tasks = Enumerable.Range(0, 200).Select(async i => (i, Bytes: await view.Client.GetByteArrayAsync(Addresses[i % Addresses.Length])));
        foreach (var (i, bytes) in await Task.WhenAll(tasks)) Assert.That(bytes, Is.EqualTo(expected[i % Addresses.Length]), Addresses[i % Addresses.Length]);
    }

    [Test]
    public async Task Get_WithoutAModel_HasRowsAndImagesAndNothingElse()
    {
        using var own = new TemporaryFolder();
        await using var plain = await RunningView.StartAsync(own, null, null, ResultFiles.Row(0, Samples[0], "wood"), ResultFiles.Row(1, own["none.jpg"], "wood"));
        var results = await plain.GetAsync("/api/results");
        Assert.That((results.GetProperty("model").ValueKind, results.GetProperty("notices").GetArrayLength(), results.GetProperty("hasTruth").GetBoolean(), results.GetProperty("hasGateOpen").GetBoolean()),
            Is.EqualTo((JsonValueKind.Null, 0, false, false)));
        using (var gate = await plain.Client.GetAsync("/api/gate")) Assert.That((gate.StatusCode, await gate.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "null")));
        var image = await plain.GetAsync("/api/images/0");
        Assert.That((image.GetProperty("bytes").GetInt32(), image.GetProperty("problem").ValueKind, image.GetProperty("examination").ValueKind),
            Is.EqualTo(((int)new FileInfo(Samples[0]).Length, JsonValueKind.Null, JsonValueKind.Null)));
        Assert.That((await plain.GetAsync("/api/images/1")).GetProperty("problem").GetString(), Does.Contain("none.jpg"));
        Assert.That(await plain.StatusOfAsync("/thumbnails/0"), Is.EqualTo(200));
    }

    [TestCase("cross-site", "image", 403), TestCase("same-site", "empty", 403), TestCase("cross-site", "", 403)]
    [TestCase("cross-site", "document", 200), TestCase("same-origin", "image", 200), TestCase("none", "document", 200)]
    public async Task Get_FromAPage_IsRefusedToOthersButForALinkToIt(string site, string destination, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/results");
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Dest", destination);
        using var answer = await view.Client.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Get_NoRows_IsEmpty()
    {
        using var own = new TemporaryFolder();
        await using var plain = await RunningView.StartAsync(own, null, null);
        Assert.That((await plain.GetAsync("/api/results")).GetProperty("rows").GetInt32(), Is.Zero);
        Assert.That((await plain.GetAsync("/api/rows")).GetProperty("total").GetInt32(), Is.Zero);
        Assert.That((await plain.GetAsync("/api/overview")).GetProperty("counts").EnumerateObject().Sum(count => count.Value.GetInt32()), Is.Zero);
        Assert.That(await plain.StatusOfAsync("/images/0"), Is.EqualTo(404));
    }

    [Test]
    public void StartAsync_PortInUse_SaysSo()
    {
        using var own = new TemporaryFolder();
        var other = new ResultView(ResultFiles.Table(own), null, null);
        Assert.That(async () => await ViewServer.StartAsync(other, view.Address.Port),
            Throws.InstanceOf<IOException>().With.Message.StartsWith($"Port {view.Address.Port} is in use. Give another by --port"));
    }

    [Test, Platform("Linux", Reason = "Elsewhere no port takes a privilege.")]
    public void StartAsync_PortThatTakesAPrivilege_SaysWhich()
    {
        if (Environment.IsPrivilegedProcess) Assert.Ignore("The superuser may have every port.");
        if (int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_unprivileged_port_start"), System.Globalization.CultureInfo.InvariantCulture) <= 1) Assert.Ignore("Here no port takes a privilege.");
        using var own = new TemporaryFolder();
        Assert.That(async () => await ViewServer.StartAsync(new(ResultFiles.Table(own), null, null), 1), Throws.TypeOf<IOException>().With.Message.StartsWith("Port 1 cannot be had: "));
    }

    [Test]
    public async Task StartAsync_PortThatWasGiven_IsItsAddress()
    {
        using var own = new TemporaryFolder();
        var results = new ResultView(ResultFiles.Table(own), null, null);
        int port;
        await using (var first = await ViewServer.StartAsync(results, 0)) port = first.Address.Port;
        await using var second = await ViewServer.StartAsync(results, port);
        Assert.That(second.Address, Is.EqualTo(new Uri($"http://127.0.0.1:{port}/")), "and an ended server leaves it free");
    }

    [Test]
    public void StartAsync_OtherAddressOfTheMachine_IsRefused()
    {
        var others = NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(found => found.Address)
            .Where(address => !address.Equals(IPAddress.Loopback)).ToList();
        if (others.Count == 0) Assert.Ignore("This machine has no address but 127.0.0.1.");
        foreach (var address in others)
        {
            using var client = new TcpClient(address.AddressFamily);
            Assert.That(async () => await client.ConnectAsync(address, view.Address.Port),
                Throws.InstanceOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.ConnectionRefused), $"{address}");
        }
    }

    [Test]
    public void Address_Always_IsLoopback() => Assert.That((view.Address.Scheme, view.Address.Host, view.Address.Port > 0), Is.EqualTo(("http", "127.0.0.1", true)));

    [Test]
    public async Task DisposeAsync_OpenConnections_AreClosed()
    {
        using var own = new TemporaryFolder();
        var server = await ViewServer.StartAsync(new ResultView(ResultFiles.Table(own), null, null), 0);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {server.Address.Authority}\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("HTTP/1.1 200 OK"));
        await server.DisposeAsync();
        Assert.That(async () => await reader.ReadToEndAsync(), Does.Contain("</html>"), "it ends");
    }
}

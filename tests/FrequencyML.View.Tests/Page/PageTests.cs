using System.Globalization;
using System.Text.RegularExpressions;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Scoring.Rows;
using FrequencyML.Tests.Shared;
using NUnit.Framework;
using PuppeteerSharp;
using PuppeteerSharp.Input;

namespace FrequencyML.View.Tests.Page;

/// <summary>The page in a browser: what is asserted is what a user sees or a screen reader says.</summary>
[TestFixture, NonParallelizable]
public sealed partial class PageTests
{
    private const string Samples = "data/samples";
    private static readonly int[] Widths = [1200, 700, 330];
    private readonly TemporaryFolder folder = new();
    private readonly List<string> problems = [];
    private IBrowser browser = null!;
    private ViewedResults samples = null!;
    private ViewedResults many = null!;
    private IPage page = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (Chromium.Executable is null) Assert.Ignore("No Chromium or Chrome is installed.");
        browser = await Chromium.StartAsync();
        var sound = ImageFiles.Enumerate(Repository.PathOf(Samples)).ToList();
        var broken = folder.Write("broken.jpg", File.ReadAllBytes(sound[0])[..2000]);
        var text = folder.Write("brick/text.jpg", "no image"u8.ToArray());
        samples = await ViewedResults.ScoreAsync(folder, [.. sound, broken, text, folder["missing.jpg"]], top: 3);
        // 100,000 rows of 40 files: labels and scores by a formula, so that tests know them.
        many = await ViewedResults.ShowAsync(
            folder,
            [.. Enumerable.Range(0, 100_000).Select(row => new ScoreRow(row, new() { Path = sound[row % sound.Count], Top = [new(LabelOf(row), ScoreOf(row))], GateOpen = row % 193 }))],
            modelPath: null);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        if (samples is not null) await samples.DisposeAsync();
        if (many is not null) await many.DisposeAsync();
        folder.Dispose();
    }

    [SetUp]
    public async Task OpenAsync()
    {
        problems.Clear();
        page = await browser.NewPageAsync();
        page.DefaultTimeout = page.DefaultNavigationTimeout = Chromium.TimeLimitMs;
        page.PageError += (_, error) => problems.Add(error.Message ?? "an error");
        page.Console += (_, message) =>
        {
            // A status of 4xx is what a test may be about; anything else on the console is a defect.
            if (message.Message.Type is ConsoleType.Error or ConsoleType.Warning && !message.Message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) problems.Add(message.Message.Text);
        };
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (page is not null) await page.CloseAsync();
        Assert.That(problems, Is.Empty, "the browser's console");
    }

    [Test]
    public async Task Page_Samples_ShowsEveryImageWithClassScoreAndFile()
    {
        await GoAsync(samples);
        Assert.That(await TextAsync("#count"), Is.EqualTo("43 of 43 images"));
        Assert.That(await TextAsync("#summary"), Is.EqualTo("43 images, 3 failed; textures.onnx"));
        var first = samples.Rows[0].Image;
        var name = await TextAsync("#grid a[data-row='0']");
        Assert.That(name, Does.Contain(first.Top[0].Label).And.Contain(Score(first.Top[0].Score)).And.Contain("brick/7-0000.jpg").And.Contain("right"));
        await WaitAsync("document.querySelector('#grid a[data-row=\"0\"] img')?.naturalWidth === 128");
    }

    [Test]
    public async Task Page_ImagesThatFailed_ShowTheirErrors()
    {
        await GoAsync(samples, "?status=failed");
        Assert.That(await TextAsync("#count"), Is.EqualTo("3 of 43 images"));
        foreach (var row in samples.Rows.Where(row => row.Image.Error is not null))
            Assert.That(await TextAsync($"#grid a[data-row='{row.Index}'] .error"), Is.EqualTo(row.Image.Error));
    }

    [Test]
    public async Task Page_FileThatVanished_ShowsTheErrorInItsPlaceAndTheOthers()
    {
        var (kept, gone) = (folder.Write("kept/a.jpg", Sample(0)), folder.Write("kept/b.jpg", Sample(1)));
        await using var results = await ViewedResults.ScoreAsync(folder, [kept, gone]);
        File.Delete(gone);
        await GoAsync(results);
        await page.WaitForSelectorAsync("#grid a[data-row='1'] .error");
        Assert.That(await TextAsync("#grid a[data-row='1'] .error"), Does.Contain("b.jpg"));
        await WaitAsync("document.querySelector('#grid a[data-row=\"0\"] img')?.naturalWidth === 128");
        await page.ClickAsync("#grid a[data-row='1']");
        await page.WaitForSelectorAsync("#image-body [role=alert]");
        Assert.That(await TextAsync("#image-body [role=alert]"), Does.Contain("b.jpg"));
        Assert.That(await TextAsync("#image-body .facts"), Does.Contain(results.Rows[1].Image.Top[0].Label), "the row is there all the same");
    }

    [Test]
    public async Task Filter_EachField_IsInTheAddressAndLeavesTheRowsItNames()
    {
        await GoAsync(samples);
        await page.SelectAsync("[name=label]", "gravel");
        await WaitForCountAsync(samples.Rows.Count(row => row.Image.Top.Count > 0 && row.Image.Top[0].Label == "gravel"));
        Assert.That(page.Url, Does.EndWith("?label=gravel"));

        await page.TypeAsync("[name=min]", "0.9");
        await WaitForCountAsync(samples.Rows.Count(row => row.Image.Top.Count > 0 && row.Image.Top[0] is { Label: "gravel", Score: >= 0.9f }));
        Assert.That(page.Url, Does.EndWith("?label=gravel&min=0.9"));

        await page.ClickAsync("button[type=reset]");
        await WaitForCountAsync(43);
        Assert.That(new Uri(page.Url).Query, Is.Empty);

        await page.TypeAsync("[name=path]", "WOOD/");
        await WaitForCountAsync(4);
        await page.ClickAsync("button[type=reset]");
        await page.TypeAsync("[name=error]", "missing");
        await WaitForCountAsync(1);
    }

    [Test]
    public async Task Filter_FromTheAddress_IsInTheFieldsAndBackUndoesAClick()
    {
        await GoAsync(samples, "?label=wood&max=0.95&sort=score&order=desc");
        Assert.That(await page.EvaluateExpressionAsync<string>("[...new FormData(document.querySelector('#filter')).values()].join('|')"), Is.EqualTo("wood||||0.95|||score|desc"));
        var expected = samples.Rows.Where(row => row.Image.Top.Count > 0 && row.Image.Top[0] is { Label: "wood", Score: < 0.95f }).OrderByDescending(row => row.Image.Top[0].Score).Select(row => row.Index);
        Assert.That(await RowsAsync(), Is.EqualTo(expected));
        await page.ClickAsync("#to-classes");
        await page.WaitForSelectorAsync(".accuracy");
        await page.GoBackAsync();
        await page.WaitForSelectorAsync("#grid a[data-row]", new() { Visible = true });
        Assert.That(page.Url, Does.EndWith("?label=wood&max=0.95&sort=score&order=desc"));
        Assert.That(await RowsAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Filter_BackFromAnotherViewWithAnotherFilter_CountsWhatIsShown()
    {
        await GoAsync(samples, "?view=classes");
        await page.WaitForSelectorAsync(".matrix");
        await page.ClickAsync("#to-images");
        await WaitForCountAsync(43);
        await page.SelectAsync("[name=label]", "wood");
        await WaitForCountAsync(4);
        await page.ClickAsync("#to-classes");
        await page.WaitForExpressionAsync("document.querySelector('.accuracy').textContent.includes('4 of 4')");
        await WaitForCountAsync(4);
        await page.ClickAsync("button[type=reset]");
        await page.WaitForExpressionAsync("document.querySelector('.accuracy').textContent.includes('of 41')");
        await WaitForCountAsync(43);
        await page.ClickAsync("#to-images");
        await WaitForCountAsync(43);
    }

    [Test]
    public async Task Filter_FieldsTypedFast_AreAllTaken()
    {
        await GoAsync(samples);
        await page.EvaluateExpressionAsync("""
            for (const [name, value] of [['path', 'wood/'], ['min', '0.1'], ['error', '']]) {
              const field = document.querySelector(`[name=${name}]`);
              field.value = value;
              field.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """);
        await WaitForCountAsync(4);
        Assert.That(page.Url, Does.EndWith("?min=0.1&path=wood%2F"));
    }

    [Test]
    public async Task Filter_ValueThatIsNoNumber_SaysSo()
    {
        await GoAsync(samples);
        await page.TypeAsync("[name=min]", "high");
        await WaitAsync("document.querySelector('#count').textContent.includes(\"min is 'high'\")");
    }

    [Test]
    public async Task Scroll_HundredThousandRows_ShowsTheRowsOfThePlaceAndFewElements([ValueSource(nameof(Widths))] int width)
    {
        await page.SetViewportAsync(new() { Width = width, Height = 900 });
        await GoAsync(many);
        foreach (var share in new[] { 0.5, 1, 0.123, 0 })
        {
            await page.EvaluateExpressionAsync(FormattableString.Invariant($"document.querySelector('#grid').scrollTop = {share} * document.querySelector('#grid').scrollHeight"));
            var expected = share == 1 ? 99_999 : share == 0 ? 0 : (int)(share * 100_000);
            // Every tile in sight has its row, and the expected row is near.
            await WaitAsync($$"""
                (() => {
                  const tiles = [...document.querySelectorAll('#grid .tile')], rows = tiles.map(tile => tile.firstElementChild?.dataset.row);
                  return tiles.length > 0 && rows.every(row => row !== undefined) && Math.min(...rows.map(row => Math.abs(row - {{expected}}))) < 40;
                })()
                """);
            Assert.That(await page.EvaluateExpressionAsync<int>("document.querySelectorAll('#grid .tile').length"), Is.LessThan(120));
        }
        var rows = await RowsAsync();
        Assert.That(rows, Is.EqualTo(rows.Order()), "in order, without a gap");
        Assert.That(rows[^1] - rows[0], Is.EqualTo(rows.Length - 1));
    }

    [Test]
    public async Task Resize_ScrolledDown_KeepsTheImagesInSight()
    {
        await GoAsync(many);
        await page.EvaluateExpressionAsync("document.querySelector('#grid').scrollTop = 0.6 * document.querySelector('#grid').scrollHeight");
        await WaitAsync($"{InSight} && {FirstInSight} > 50000");
        var place = await page.EvaluateExpressionAsync<int>(FirstInSight);
        foreach (var width in new[] { 900, 400, 800, 1200 })
        {
            await page.SetViewportAsync(new() { Width = width, Height = 900 });
            await WaitAsync($"{InSight} && Math.abs({FirstInSight} - {place}) < 8");
        }
    }

    [Test]
    public async Task Scroll_UpAndDown_LeavesTheLinesInOrder()
    {
        await GoAsync(many);
        foreach (var top in new[] { 5000, 4600, 4000, 4300, 3000 })
        {
            await page.EvaluateExpressionAsync($"document.querySelector('#grid').scrollTop = {top}");
            await WaitAsync(InSight);
        }
        Assert.That(await page.EvaluateExpressionAsync<int[]>("[...document.querySelectorAll('.line')].map(line => Number(line.getAttribute('aria-rowindex')))"), Is.Ordered);
    }

    [Test]
    public async Task Scroll_SortedByScore_ShowsTheSmallestLast()
    {
        await GoAsync(many, "?sort=score&order=desc");
        var sorted = Enumerable.Range(0, 100_000).OrderByDescending(ScoreOf).ToArray();
        Assert.That(await FirstRowAsync(), Is.EqualTo(sorted[0]));
        await page.EvaluateExpressionAsync("document.querySelector('#grid').scrollTop = 1e9");
        await WaitAsync($"document.querySelector('#grid a[data-row=\"{sorted[^1]}\"]') !== null");
    }

    [Test]
    public async Task Keys_InTheGrid_MoveTheFocusAndOpenTheImage()
    {
        await GoAsync(many);
        await page.FocusAsync("#grid a[tabindex='0']");
        var columns = await page.EvaluateExpressionAsync<int>("Number(document.querySelector('#grid').getAttribute('aria-colcount'))");
        foreach (var (key, expected) in new[] { (Key.ArrowRight, 1), (Key.ArrowDown, columns + 1), (Key.ArrowLeft, columns), (Key.ArrowUp, 0), (Key.End, 99_999), (Key.Home, 0) })
        {
            await page.Keyboard.PressAsync(key);
            await WaitAsync($"document.activeElement?.dataset?.place === '{expected}'");
        }
        await page.Keyboard.PressAsync(Key.PageDown);
        await WaitAsync("Number(document.activeElement?.dataset?.place) > 0");
        var place = await page.EvaluateExpressionAsync<int>("Number(document.activeElement.dataset.place)");
        await page.Keyboard.PressAsync(Key.Enter);
        await page.WaitForSelectorAsync("#image-body .facts");
        Assert.That(page.Url, Does.EndWith($"?row={place}"));
        await page.Keyboard.PressAsync(Key.ArrowRight);
        await WaitAsync($"location.search === '?row={place + 1}'");
        await page.Keyboard.PressAsync(Key.Escape);
        await WaitAsync($"document.activeElement?.dataset?.place === '{place + 1}' && location.search === ''");
    }

    [Test]
    public async Task Image_OfARow_ShowsPicturesChannelsGateAndClasses()
    {
        await GoAsync(samples, "?row=12");
        await page.WaitForSelectorAsync("#image-body .channels");
        var image = samples.Rows[12].Image;
        Assert.That(await TextAsync("#image-path"), Is.EqualTo(image.Path));
        Assert.That(await TextAsync("#image-body .facts"), Does.Contain($"{image.Top[0].Label} {Score(image.Top[0].Score)}").And.Contain("its coefficients"));
        await WaitAsync("[...document.querySelectorAll('#image-body img')].every(image => image.naturalWidth > 0)");
        Assert.That(await TextsAsync("#image-body figcaption"), Has.Some.EqualTo("The crop, of all 192 channels").And.Some.EqualTo($"Rebuilt from the {image.GateOpen} channels that the gate opens"));
        Assert.That(await TextsAsync("#image-body .channels li"), Has.Length.EqualTo(192).And.ItemAt(9).StartsWith("Y[1,1]"));
        Assert.That(await TextsAsync("#image-body .heatmap caption"), Is.EqualTo(new[] { "Y", "Cb", "Cr" }));
        Assert.That((await TextsAsync("#image-body .heatmap tbody td .unseen")).Count(text => text == "open"), Is.EqualTo(image.GateOpen));
        Assert.That((await TextsAsync("#image-body .top tbody tr")).Take(3), Is.EqualTo(image.Top.Select(top => $"{top.Label}{Score(top.Score)}")), "what is seen now is what the results say");
    }

    [Test]
    public async Task Image_CropAndRebuilt_AreWhatTheNetworkSees()
    {
        await GoAsync(samples, "?row=12");
        await page.WaitForSelectorAsync("#image-body .channels");
        using var model = FrequencyModel.LoadDefault();
        var extractor = model.CreateExtractor();
        var channels = new float[extractor.Length];
        var extraction = extractor.Extract(samples.Rows[12].Image.Path, channels);
        var expected = ChannelImage.Rebuild(channels, extractor.Selection, extractor.Geometry.CropInBlocks);
        var actual = await page.EvaluateFunctionAsync<int[]>("""
            async () => {
              const image = document.querySelector('#image-body figure > img');
              await image.decode();
              const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight), context = canvas.getContext('2d');
              context.drawImage(image, 0, 0);
              return [...context.getImageData(0, 0, canvas.width, canvas.height).data];
            }
            """);
        Assert.That(actual, Is.EqualTo(expected.Select(value => (int)value)));
        // The outline of the crop, as it lies on the picture.
        var outline = await page.EvaluateExpressionAsync<double[]>("""
            (() => {
              const frame = document.querySelector('.frame img').getBoundingClientRect(), crop = document.querySelector('.outline').getBoundingClientRect();
              return [(crop.left - frame.left) / frame.width, (crop.top - frame.top) / frame.height, crop.width / frame.width, crop.height / frame.height];
            })()
            """);
        var window = extractor.Geometry.WindowOf(extraction.Width, extraction.Height);
        double[] shares = [window.Left / extraction.Width, window.Top / extraction.Height, window.Width / extraction.Width, window.Height / extraction.Height];
        Assert.That(outline, Is.EqualTo(shares).Within(0.01), "a pixel of 256 is 0.004");
    }

    [Test]
    public async Task Image_PreviousAndNext_GoThroughTheRowsOfTheFilterToItsEnds()
    {
        await GoAsync(samples, "?view=classes&label=wood&sort=score&row=" + Sorted("wood")[1]);
        foreach (var (button, row) in new[] { ("#next", 2), ("#next", 3), ("#previous", 2), ("#previous", 1), ("#previous", 0) })
        {
            await WaitAsync($"!document.querySelector('{button}').disabled");
            await page.ClickAsync(button);
            await WaitAsync($"location.search.endsWith('row={Sorted("wood")[row]}') && document.querySelector('#image-path').textContent === '{samples.Rows[(int)Sorted("wood")[row]].Image.Path}'");
        }
        await WaitAsync("document.querySelector('#previous').disabled && !document.querySelector('#next').disabled");
        // Pressed faster than images are read.
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync(Key.ArrowRight);
        await WaitAsync($"location.search.endsWith('row={Sorted("wood")[3]}')");
        await page.Keyboard.PressAsync(Key.Escape);
        await page.GoBackAsync();
        Assert.That(page.Url, Does.Not.Contain("row="), "Back does not open what was closed");

        long[] Sorted(string label) => [.. samples.Rows.Where(row => row.Image.Top.Count > 0 && row.Image.Top[0].Label == label).OrderBy(row => row.Image.Top[0].Score).Select(row => row.Index)];
    }

    [Test]
    public async Task Image_BadFile_ShowsItsError()
    {
        await GoAsync(samples, "?row=40");
        await page.WaitForSelectorAsync("#image-body [role=alert]");
        Assert.That(await TextAsync("#image-body [role=alert]"), Is.EqualTo(samples.Rows[40].Image.Error));
        Assert.That(await TextAsync("#image-body .facts"), Does.Contain(samples.Rows[40].Image.Error!));
        await page.GoToAsync(samples.Address("?row=42"));
        await page.WaitForSelectorAsync("#image-body [role=alert]");
        Assert.That(await TextAsync("#image-body [role=alert]"), Does.Contain("missing.jpg"));
        await page.GoToAsync(samples.Address("?row=..%2Fresults"));
        await page.WaitForSelectorAsync("#image-body [role=alert]");
        Assert.That(await TextAsync("#image-body [role=alert]"), Is.EqualTo("The address has no number of a row."));
        await page.GoToAsync(samples.Address("?row=77"));
        await page.WaitForSelectorAsync("#image-body [role=alert]");
        Assert.That(await TextAsync("#image-body [role=alert]"), Is.EqualTo("There is no row 77."));
    }

    [Test]
    public async Task Image_FileThatHasChanged_SaysThatTheResultsAreOthers()
    {
        var file = folder.Write("changed/a.jpg", Sample(0));
        await using var results = await ViewedResults.ScoreAsync(folder, [file]);
        File.WriteAllBytes(file, Sample(20));
        await GoAsync(results, "?row=0");
        await page.WaitForSelectorAsync("#image-body .warning");
        Assert.That(await TextAsync("#image-body .warning"), Does.Contain(results.Rows[0].Image.Top[0].Label));
    }

    [Test]
    public async Task Image_WithoutTheModel_ShowsThePictureAndTheResults()
    {
        await using var results = await ViewedResults.ShowAsync(folder, [new(0, new() { Path = samples.Rows[0].Image.Path, Top = [new("cat", 0.5f), new("dog", 0.25f)] })], modelPath: null);
        await GoAsync(results, "?row=0");
        await page.WaitForSelectorAsync("#image-body .top");
        Assert.That(await TextsAsync("#image-body .top tbody tr"), Is.EqualTo(new[] { "cat0.500", "dog0.250" }));
        await WaitAsync("document.querySelector('.frame img').naturalWidth > 0");
        Assert.That(await TextAsync("#notices"), Does.Contain("--model"));
    }

    [Test]
    public async Task Classes_Samples_CountConfusionsAndACellShowsItsImages()
    {
        await GoAsync(many, "?view=classes");
        await page.WaitForSelectorAsync(".matrix");
        var truths = many.Rows.Select(row => (Truth: Path.GetFileName(Path.GetDirectoryName(row.Image.Path))!, row.Image.Top[0].Label)).ToList();
        var right = truths.Count(pair => pair.Truth == pair.Label);
        Assert.That(await TextAsync(".accuracy"), Does.Contain($"{right:N0} of 100,000"));
        var expected = truths.Count(pair => pair is { Truth: "brick", Label: "gravel" });
        await page.ClickAsync($"a[aria-label='{expected:N0} of folder brick as gravel']");
        await WaitForCountAsync(expected, of: 100_000);
        Assert.That(page.Url, Does.EndWith("?truth=brick&label=gravel"));
        Assert.That(await FirstRowAsync(), Is.EqualTo(truths.IndexOf(("brick", "gravel"))));
    }

    [Test]
    public async Task Classes_Histogram_CountsScoresAndAColumnShowsItsImages()
    {
        await GoAsync(many, "?view=classes&label=wood");
        await page.WaitForSelectorAsync(".histogram");
        var scores = many.Rows.Where(row => row.Image.Top[0].Label == "wood").Select(row => row.Image.Top[0].Score).ToList();
        var counts = (await page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('.column')].map(column => column.getAttribute('aria-label'))"))
            .Select(said => Digits().Matches(said.Split(": ")[1].Replace(",", "", StringComparison.Ordinal)).Sum(match => int.Parse(match.Value, CultureInfo.InvariantCulture)));
        Assert.That(counts, Is.EqualTo(Enumerable.Range(0, 20).Select(bin => scores.Count(score => Math.Min((int)(score * 20), 19) == bin))));
        await page.ClickAsync(".histogram li:nth-child(3) a");
        await WaitForCountAsync(scores.Count(score => score is >= 0.1f and < 0.15f), of: 100_000);
        await page.GoToAsync(many.Address("?view=classes&label=wood&min=0.12"));
        await page.WaitForSelectorAsync(".histogram");
        await page.ClickAsync(".histogram li:nth-child(3) a");
        await WaitForCountAsync(scores.Count(score => score is >= 0.12f and < 0.15f), of: 100_000);
    }

    [Test]
    public async Task Classes_MeanGate_IsTheMeanOfTheImages()
    {
        await GoAsync(samples, "?view=classes&label=wood");
        await page.WaitForSelectorAsync("#classes .heatmap");
        var open = samples.Rows.Where(row => row.Image.Top.Count > 0 && row.Image.Top[0].Label == "wood").Average(row => row.Image.GateOpen!.Value);
        Assert.That(await TextAsync("#classes"), Does.Contain(FormattableString.Invariant($"An image opens {Math.Round(open, 1, MidpointRounding.AwayFromZero):F1} of 192.")));
    }

    [Test]
    public async Task Page_Accessible_EveryControlHasANameAndTheGridItsSize()
    {
        await GoAsync(many);
        var unnamed = await page.EvaluateExpressionAsync<string[]>("""
            [...document.querySelectorAll('input, select, button, a')].filter(element =>
              !(element.labels?.[0]?.textContent.trim() || element.textContent.trim() || element.getAttribute('aria-label'))).map(element => element.outerHTML)
            """);
        Assert.That(unnamed, Is.Empty);
        var columns = await page.EvaluateExpressionAsync<int>("Number(document.querySelector('#grid').getAttribute('aria-colcount'))");
        Assert.That(await page.EvaluateExpressionAsync<int>("Number(document.querySelector('#grid').getAttribute('aria-rowcount'))"), Is.EqualTo((100_000 + columns - 1) / columns));
        Assert.That(await page.EvaluateExpressionAsync<int>("document.querySelectorAll('#grid a[tabindex=\"0\"]').length"), Is.EqualTo(1), "one stop for the tabulator");
        await page.EvaluateExpressionAsync("document.querySelector('#grid').scrollTop = 1e6");
        await WaitAsync("(stop => stop && stop.getBoundingClientRect().top > 0 && stop.getBoundingClientRect().top < innerHeight)(document.querySelector('#grid a[tabindex=\"0\"]'))");
    }

    [Test]
    public async Task Page_LoadsNothingFromElsewhere()
    {
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Request.Url);
        await GoAsync(samples, "?row=3");
        await page.WaitForSelectorAsync("#image-body .channels");
        await page.GoToAsync(samples.Address("?view=classes"));
        await page.WaitForSelectorAsync("#classes .heatmap");
        Assert.That(requests.Where(url => !url.StartsWith(samples.Address(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)), Is.Empty);
        Assert.That(requests, Has.Count.GreaterThan(20));
    }

    /// <summary>The place of the first tile that is not above the grid; infinite where all of them are, because the page has not been drawn since it was scrolled.</summary>
    private const string FirstInSight = """
        Math.min(...[...document.querySelectorAll('#grid a[data-place]')]
          .filter(tile => tile.getBoundingClientRect().bottom > document.querySelector('#grid').getBoundingClientRect().top + 20).map(tile => Number(tile.dataset.place)))
        """;

    /// <summary>Whether the page has been drawn where it was scrolled to, and every tile has its row.</summary>
    private const string InSight = $"([...document.querySelectorAll('#grid .tile')].every(tile => tile.firstElementChild) && isFinite({FirstInSight}))";

    private static string LabelOf(int row) => Labels[row * 7 % 10];

    private static float ScoreOf(int row) => (float)((long)row * 7919 % 100_000) / 100_000;

    private static readonly string[] Labels = ["brick", "brushed-metal", "fabric", "foliage", "gravel", "marble", "paper", "tiles", "water", "wood"];

    private static string Score(float score) => score.ToString("F3", CultureInfo.InvariantCulture);

    private static byte[] Sample(int number) => File.ReadAllBytes(ImageFiles.Enumerate(Repository.PathOf(Samples)).ElementAt(number));

    private async Task GoAsync(ViewedResults results, string query = "")
    {
        await page.GoToAsync(results.Address(query));
        await WaitAsync("document.querySelector('#count').textContent !== ''");
    }

    private async Task WaitAsync(string condition) => await page.WaitForExpressionAsync(condition);

    private Task WaitForCountAsync(int count, int of = 43) => WaitAsync(FormattableString.Invariant($"document.querySelector('#count').textContent === '{count:N0} of {of:N0} images'"));

    private Task<string> TextAsync(string selector) => page.QuerySelectorAsync(selector).EvaluateFunctionAsync<string>("element => element.textContent");

    private Task<string[]> TextsAsync(string selector) => page.EvaluateFunctionAsync<string[]>("selector => [...document.querySelectorAll(selector)].map(element => element.textContent)", selector);

    /// <summary>The rows of the tiles, from the top.</summary>
    private Task<long[]> RowsAsync() => page.EvaluateExpressionAsync<long[]>(
        "[...document.querySelectorAll('#grid a[data-row]')].sort((one, other) => one.dataset.place - other.dataset.place).map(tile => Number(tile.dataset.row))");

    private async Task<long> FirstRowAsync() => (await RowsAsync())[0];

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}

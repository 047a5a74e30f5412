using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using Microsoft.ML;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

internal sealed class BadImageTests
{
    private readonly MLContext mlContext = new();

    [Test]
    public void Predict_NotAnImage_ThrowsWithPathAndReason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("notes.jpg", "These are notes."u8.ToArray());

        Assert.That(() => PredictPath(path), Throws.TypeOf<InvalidDataException>()
            .With.Message.StartsWith($"Image '{path}': ").And.Message.Contains("Not an image"));
    }

    [Test]
    public void Predict_TruncatedImage_ThrowsWithPathAndReason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("half.jpg", TestImage.Color(64, 64)[..^400]);

        Assert.That(() => PredictPath(path), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith($"Image '{path}': "));
    }

    [Test]
    public void Predict_MissingFile_ThrowsWithPath()
    {
        using var folder = new TemporaryFolder();
        var path = folder["absent.jpg"];

        Assert.That(() => PredictPath(path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains(path));
    }

    [Test]
    public void Predict_EmptyPath_ThrowsInvalidData() =>
        Assert.That(() => PredictPath(""), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("Column 'Path' has an empty path; expected that of an image file."));

    [Test]
    public void Predict_PathThatNoFileCanHave_ThrowsWithPath() =>
        Assert.That(() => PredictPath("a\0b"), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("Image 'a\0b': "));

    [Test]
    public void Predict_ImageBeyondTheLimits_ThrowsNotSupportedWithPath()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("large.png", TestImage.Color(32, 32));
        var options = Rows.TinyOptions with { Limits = new InputLimits { MaxPixels = 1000 } };

        Assert.That(() => PredictPath(path, options), Throws.TypeOf<NotSupportedException>()
            .With.Message.StartsWith($"Image '{path}': ").And.Message.Contains("1000"));
    }

    [TestCase(new byte[] { 1, 2, 3 }, "Not an image")]
    [TestCase(new byte[0], "empty")]
    public void Predict_BadBytes_ThrowsWithRowBytesAndReason(byte[] image, string reason)
    {
        var transformer = mlContext.Transforms.DctChannels("Dct", "Image").Fit(mlContext.Data.LoadFromEnumerable(Array.Empty<BytesRow>()));
        using var engine = mlContext.Model.CreatePredictionEngine<BytesRow, DctRow>(transformer);

        Assert.That(() => engine.Predict(new BytesRow { Image = image }), Throws.TypeOf<InvalidDataException>()
            .With.Message.StartsWith($"Image of {image.Length} bytes in column 'Image': ").And.Message.Contains(reason));
    }

    [Test]
    public void Transform_BadImageInParallelCursors_ThrowsWithPathInTheInnerException()
    {
        using var folder = new TemporaryFolder();
        var good = folder.Write("good.jpg", TestImage.Color(16, 16));
        var bad = folder.Write("bad.jpg", [0xFF, 0xD8, 0xFF]);
        var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(id => new PathRow { Path = id == 150 ? bad : good }));
        var view = mlContext.Transforms.DctChannels("Dct", "Path", Rows.TinyOptions).Fit(data).Transform(data);

        Assert.That(() => view.Values("Dct"), Throws.InvalidOperationException
            .With.InnerException.TypeOf<InvalidDataException>().And.InnerException.Message.StartsWith($"Image '{bad}': "));
    }

    private void PredictPath(string path, DctChannelsOptions? options = null)
    {
        var transformer = mlContext.Transforms.DctChannels("Dct", "Path", options).Fit(mlContext.Data.LoadFromEnumerable(Array.Empty<PathRow>()));
        using var engine = mlContext.Model.CreatePredictionEngine<PathRow, DctRow>(transformer);
        engine.Predict(new PathRow { Path = path });
    }

    private sealed class DctRow
    {
        public float[] Dct { get; set; } = [];
    }
}

using FrequencyML.Dct;
using FrequencyML.Jpeg;
using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Transforms.Tests;

/// <summary>Columns of <c>MLImage</c>s.</summary>
internal sealed class ImageColumnTests
{
    private static readonly byte[][] Images =
        [TestImage.Color(60, 40, 0, SKEncodedImageFormat.Png), TestImage.Color(33, 50, 1, SKEncodedImageFormat.Png), TestImage.Gray(20, 20, SKEncodedImageFormat.Png)];

    private readonly MLContext mlContext = new();

    [Test]
    public void Transform_LoadedImages_EqualsThePathsOfTheSameFiles()
    {
        using var folder = new TemporaryFolder();
        var data = Files(folder);
        var options = Rows.UnusualOptions;

        var view = mlContext.Transforms.LoadImages("Image", null, "Path").Append(mlContext.Transforms.DctChannels("Dct", "Image", options)).Fit(data).Transform(data);

        Assert.That(view.Values("Dct"), Is.EqualTo(Images.Select(image => Rows.Expected(image, options))));
        Assert.That(view.GetColumn<int>("Id"), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [Test]
    public void Transform_ResizedImages_OfKnownSize()
    {
        using var folder = new TemporaryFolder();
        var data = Files(folder);

        var view = mlContext.Transforms.LoadImages("Image", null, "Path").Append(mlContext.Transforms.ResizeImages("Image", 24, 16))
            .Append(mlContext.Transforms.DctChannels("Dct", "Image", Rows.TinyOptions)).Fit(data).Transform(data);

        Assert.That(view.Schema["Image"].Type, Is.EqualTo(new ImageDataViewType(16, 24)));
        Assert.That(view.Values("Dct"), Has.All.Length.EqualTo(24));
        using var cursor = view.GetRowCursor(view.Schema.Where(column => column.Name == "Image"));
        var getter = cursor.GetGetter<MLImage>(view.Schema["Image"]);
        Assert.That(cursor.MoveNext(), Is.True);
        MLImage image = null!;
        getter(ref image);
        Assert.That(view.Values("Dct")[0], Is.EqualTo(Pixels(image, Rows.TinyOptions, ExifOrientation.Normal)));
    }

    [TestCase(ExifOrientation.Rotate90), TestCase(ExifOrientation.FlipHorizontal)]
    public void Transform_Orientation_TurnsTheImage(ExifOrientation orientation)
    {
        using var image = MLImage.CreateFromStream(new MemoryStream(Images[0]));
        var data = mlContext.Data.LoadFromEnumerable([new ImageRow { Image = image }]);

        float[] turned = Pixels(image, Rows.TinyOptions, orientation), stored = Pixels(image, Rows.TinyOptions, ExifOrientation.Normal);

        var actual = mlContext.Transforms.DctChannels("Dct", "Image", Rows.TinyOptions with { Orientation = orientation }).Fit(data).Transform(data).Values("Dct").Single();

        Assert.That(actual, Is.EqualTo(turned));
        Assert.That(actual, Is.Not.EqualTo(stored));
    }

    [Test]
    public void CreatePredictionEngine_Image_GivesTheChannels()
    {
        using var image = MLImage.CreateFromStream(new MemoryStream(Images[0]));
        var transformer = mlContext.Transforms.DctChannels("Dct", "Image", Rows.TinyOptions).Fit(mlContext.Data.LoadFromEnumerable(Array.Empty<ImageRow>()));

        using var engine = mlContext.Model.CreatePredictionEngine<ImageRow, DctRow>(transformer);

        Assert.That(engine.Predict(new ImageRow { Image = image }).Dct, Is.EqualTo(Rows.Expected(Images[0], Rows.TinyOptions)));
    }

    [Test]
    public void Transform_NoImageOrTooLarge_IsAnErrorThatSaysSo()
    {
        using var image = MLImage.CreateFromStream(new MemoryStream(Images[0]));
        var data = mlContext.Data.LoadFromEnumerable([new ImageRow(), new ImageRow { Image = image }]);
        var options = Rows.TinyOptions with { Limits = new InputLimits { MaxPixels = 100 }, OnError = OnImageError.MissingValue, ErrorColumnName = "Error" };

        var errors = mlContext.Transforms.DctChannels("Dct", "Image", options).Fit(data).Transform(data).GetColumn<string>("Error").ToArray();

        Assert.That(errors[0], Is.EqualTo("Column 'Image' has no image in the row; expected an MLImage."));
        Assert.That(errors[1], Does.Contain("the limit is 100"));
    }

    [Test]
    public void Transform_ImagesInMemory_MayHaveAnySizeAndAreReadAgain()
    {
        // ML.NET wants a size in [ImageType]; images need not have it, and stay the caller's.
        using MLImage one = MLImage.CreateFromStream(new MemoryStream(Images[0])), other = MLImage.CreateFromStream(new MemoryStream(Images[1]));
        var data = mlContext.Data.LoadFromEnumerable([new ImageRow { Image = one }, new ImageRow { Image = other }]);
        var model = mlContext.Transforms.DctChannels("Dct", "Image", Rows.TinyOptions).Append(mlContext.Transforms.NormalizeFrequencyChannels("Normal", "Dct", 6)).Fit(data);

        var first = model.Transform(data).Values("Dct");
        using var engine = mlContext.Model.CreatePredictionEngine<ImageRow, DctRow>(model);

        Assert.That(first, Is.EqualTo(Images[..2].Select(image => Rows.Expected(image, Rows.TinyOptions))));
        Assert.That(model.Transform(data).Values("Dct"), Is.EqualTo(first));
        Assert.That(engine.Predict(new ImageRow { Image = other }).Dct, Is.EqualTo(first[1]));
    }

    [TestCase(false), TestCase(true)]
    public void Load_NewProcessImageColumns_GiveTheSameValues(bool register)
    {
        using var folder = new TemporaryFolder();
        var data = Files(folder);
        var model = mlContext.Transforms.LoadImages("Any size", null, "Path").Append(mlContext.Transforms.ResizeImages("Known size", 40, 24, "Any size"))
            .Append(mlContext.Transforms.DctChannels("Of any", "Any size", Rows.UnusualOptions with { Orientation = ExifOrientation.Rotate180 }))
            .Append(mlContext.Transforms.DctChannels("Of known", "Known size", Rows.TinyOptions))
            .Append(mlContext.Transforms.ConvertToYCbCr("Planes", "Known size", new ConvertToYCbCrOptions { Geometry = new ImageGeometry(16, 16) }))
            .Append(mlContext.Transforms.DropColumns("Any size", "Known size")).Fit(data);
        var here = model.Transform(data);

        var there = ModelLoader.TransformInNewProcess(mlContext, folder, model, data, register);

        foreach (var column in new[] { "Of any", "Of known", "Planes" }) Assert.That(there.Values(column), Is.EqualTo(here.Values(column)), column);
    }

    private static float[] Pixels(MLImage image, DctChannelsOptions options, ExifOrientation orientation)
    {
        var bytes = image.Pixels.ToArray();
        if (image.PixelFormat == MLPixelFormat.Bgra32)
            for (var i = 0; i < bytes.Length; i += 4) (bytes[i], bytes[i + 2]) = (bytes[i + 2], bytes[i]);
        var extractor = new DctChannelExtractor(options.Selection, options.Geometry);
        var channels = new float[extractor.Length];
        extractor.ExtractPixels(bytes, image.Width, image.Height, orientation, channels);
        return channels;
    }

    private IDataView Files(TemporaryFolder folder) => mlContext.Data.LoadFromEnumerable(
        Images.Select((image, id) => new PathRow { Id = id, Path = folder.Write($"image {id}.png", image) }).ToList());

    private sealed class ImageRow
    {
        [ImageType(40, 60)]
        public MLImage? Image { get; set; }
    }

    private sealed class DctRow
    {
        public float[] Dct { get; set; } = [];
    }
}

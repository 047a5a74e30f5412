using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

/// <summary>Rows whose image cannot be read, as missing values. <see cref="BadImageTests"/> has the exceptions.</summary>
internal sealed class ErrorRowTests
{
    private static readonly DctChannelsOptions Options = Rows.TinyOptions with { OnError = OnImageError.MissingValue, ErrorColumnName = "Error" };

    private readonly MLContext mlContext = new();

    [Test]
    public void Transform_BadFilesAmongGood_KeepsEveryRow()
    {
        using var folder = new TemporaryFolder();
        var good = TestImage.Color(30, 20);
        (string Path, string? Error)[] files =
        [
            (folder.Write("good.jpg", good), null),
            (folder["missing.jpg"], "missing.jpg"),
            (folder.Write("empty.jpg", []), "The file is empty"),
            (folder.Write("text.jpg", "These are notes."u8.ToArray()), "Not an image"),
            (folder.Write("half.jpg", good[..(good.Length / 2)]), "ends"),
            (folder.Path, ""),
            ("", "Column 'Path' has an empty path; expected that of an image file."),
            ("nul\0nul", ""),
            (folder.Write("again.jpg", good), null),
        ];
        var data = mlContext.Data.LoadFromEnumerable(files.Select((file, id) => new PathRow { Id = id, Path = file.Path }).ToList());

        var view = mlContext.Transforms.DctChannels("Dct", "Path", Options).Fit(data).Transform(data);

        Assert.That(view.GetColumn<int>("Id"), Is.EqualTo(Enumerable.Range(0, files.Length)));
        var errors = view.GetColumn<string>("Error").ToArray();
        var values = view.Values("Dct");
        for (var row = 0; row < files.Length; row++)
        {
            if (files[row].Error is { } expected)
            {
                Assert.That(errors[row], Is.Not.Empty.And.Contains(expected).And.Not.Contains("\n"), files[row].Path);
                Assert.That(values[row], Has.Length.EqualTo(24).And.All.NaN, files[row].Path);
            }
            else
            {
                Assert.That(errors[row], Is.Empty);
                Assert.That(values[row], Is.EqualTo(Rows.Expected(good, Options)));
            }
        }
    }

    [Test]
    public void Transform_NoErrorColumn_HasMissingValuesOnly()
    {
        var data = mlContext.Data.LoadFromEnumerable([new BytesRow { Image = [1, 2, 3] }, new BytesRow()]);

        var view = mlContext.Transforms.DctChannels("Dct", "Image", Options with { ErrorColumnName = null }).Fit(data).Transform(data);

        Assert.That(view.Schema.Select(column => column.Name), Is.EqualTo(new[] { "Id", "Image", "Dct" }));
        Assert.That(view.Values("Dct").SelectMany(values => values), Is.All.NaN);
    }

    [Test]
    public void GetOutputSchema_ErrorColumn_IsText()
    {
        var shape = mlContext.Transforms.DctChannels("Dct", "Path", Options).GetOutputSchema(mlContext.Shape<PathRow>());

        var error = shape.Single(column => column.Name == "Error");
        Assert.That(error.ItemType, Is.EqualTo(TextDataViewType.Instance));
        Assert.That(error.Kind, Is.EqualTo(SchemaShape.Column.VectorKind.Scalar));
        Assert.That(() => Options with { ErrorColumnName = " " }, Throws.ArgumentException);
        Assert.That(() => mlContext.Transforms.DctChannels("Error", "Path", Options), Throws.ArgumentException.With.Message.Contains("both called 'Error'"));
        Assert.That(() => Options with { OnError = (OnImageError)7 }, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Transform_NullPathsAndBytes_AreErrorsThatSaySo()
    {
        var paths = mlContext.Data.LoadFromEnumerable([new PathRow { Path = null! }]);
        var bytes = mlContext.Data.LoadFromEnumerable([new BytesRow { Image = null! }]);

        Assert.That(mlContext.Transforms.DctChannels("Dct", "Path", Options).Fit(paths).Transform(paths).GetColumn<string>("Error"),
            Is.EqualTo(new[] { "Column 'Path' has an empty path; expected that of an image file." }));
        Assert.That(mlContext.Transforms.DctChannels("Dct", "Image", Options).Fit(bytes).Transform(bytes).GetColumn<string>("Error"),
            Is.EqualTo(new[] { "The image is empty: 0 bytes." }));
    }
}

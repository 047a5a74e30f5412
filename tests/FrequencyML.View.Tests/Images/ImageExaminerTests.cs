using FrequencyML.Dct;
using FrequencyML.Dct.Tests;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Images;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Images;

public sealed class ImageExaminerTests
{
    private static readonly string[] Samples = [.. Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [Test]
    public void Examine_Samples_AgreesWithTheScorer()
    {
        using var model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        using var scorer = new ImageScorer(model, new() { Top = 4 });
        var examiner = new ImageExaminer(model);
        foreach (var score in scorer.Score(Samples))
        {
            var examination = examiner.Examine(File.ReadAllBytes(score.Path), 4);
            Assert.That(examination.Gate!.Count(open => open == 1), Is.EqualTo(score.GateOpen), score.Path);
            Assert.That(examination.Gate, Has.Count.EqualTo(192).And.All.EqualTo(0).Or.EqualTo(1));
            Assert.That(examination.Top, Is.EqualTo(score.Top), score.Path);           // to the bit: a row's result does not depend on its batch
        }
    }

    [Test]
    public void Examine_GatedModel_HasThePicturesOfItsChannels()
    {
        using var model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        AssertPictures(model, File.ReadAllBytes(Samples[0]), columns: 16, rows: 12);
    }

    [Test]
    public void Examine_ModelWithoutAGate_HasThePicturesOfItsChannels()
    {
        using var model = FrequencyModel.Load(Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx"), new() { Device = InferenceDevice.Cpu });
        AssertPictures(model, File.ReadAllBytes(Samples[0]), columns: 16, rows: 2);
    }

    [Test]
    public void Examine_Extraction_IsTheImagesOwn()
    {
        using var model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        var examiner = new ImageExaminer(model);
        var jpeg = examiner.Examine(EncodedFiles.WithExifOrientation(TestImage.Scene(300, 200).EncodeJpeg(), 6), 1);
        Assert.That((jpeg.Extraction.Path, jpeg.Extraction.PixelReason, jpeg.Extraction.Width, jpeg.Extraction.Height), Is.EqualTo((DecodingPath.Coefficients, (string?)null, 200, 300)));
        Assert.That(jpeg.Window, Is.EqualTo(model.Metadata.Geometry.WindowOf(200, 300)));
        var png = examiner.Examine(TestImage.Scene(300, 200).EncodePng(), 1);
        Assert.That((png.Extraction.Path, png.Extraction.Width, png.Extraction.Height), Is.EqualTo((DecodingPath.Pixels, 300, 200)));
        Assert.That(png.Extraction.PixelReason, Is.Not.Empty);
    }

    [TestCase(1, 1), TestCase(3, 3), TestCase(10, 10), TestCase(1000, 10)]
    public void Examine_Top_IsThatManyOrAll(int top, int expected)
    {
        using var model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        Assert.That(new ImageExaminer(model).Examine(File.ReadAllBytes(Samples[0]), top).Top, Has.Count.EqualTo(expected));
    }

    [Test]
    public void Examine_DamagedOrNoImage_Throws()
    {
        using var model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        var examiner = new ImageExaminer(model);
        var jpeg = File.ReadAllBytes(Samples[0]);
        Assert.That(() => examiner.Examine(jpeg.AsSpan(0, jpeg.Length / 2), 1), Throws.TypeOf<InvalidDataException>());
        Assert.That(() => examiner.Examine("plain text"u8, 1), Throws.TypeOf<InvalidDataException>().Or.TypeOf<NotSupportedException>());
        Assert.That(() => examiner.Examine([], 1), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Examine_ThreadsAtOnce_IsTheSame()
    {
        using var model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        var examiner = new ImageExaminer(model);
        var files = Samples.Take(4).Select(File.ReadAllBytes).ToArray();
        var expected = Array.ConvertAll(files, file => Show(examiner.Examine(file, 3)));
        Parallel.For(0, 16, i => Assert.That(Show(examiner.Examine(files[i % 4], 3)), Is.EqualTo(expected[i % 4])));

        static string Show(Examination found) => string.Join('\n', [found.Crop, found.Selected, found.Open, found.Channels, string.Join(' ', found.Gate!), string.Join(' ', found.Top)]);
    }

    private static void AssertPictures(FrequencyModel model, byte[] image, int columns, int rows)
    {
        int side = model.Metadata.Geometry.CropInBlocks, area = side * side;
        var selection = model.Metadata.Selection;
        var examination = new ImageExaminer(model).Examine(image, 1);
        var channels = new float[selection.Count * area];
        model.CreateExtractor().Extract(image, channels);
        var complete = new float[192 * area];
        new DctChannelExtractor(ChannelSelection.All, model.Metadata.Geometry).Extract(image, complete);

        AssertPicture(examination.Crop, ChannelImage.Rebuild(complete, ChannelSelection.All, side));
        if (selection.Count == 192) Assert.That(examination.Selected, Is.Null, "it would be the crop again");
        else AssertPicture(examination.Selected!, ChannelImage.Rebuild(channels, selection, side));
        if (model.HasGate)
        {
            var open = channels.Select((value, i) => examination.Gate![i / area] == 1 ? value : 0).ToArray();
            Assert.That(open, Is.Not.EqualTo(channels), "the gate closes some of them");
            AssertPicture(examination.Open!, ChannelImage.Rebuild(open, selection, side));
        }
        else Assert.That((examination.Open, examination.Gate), Is.EqualTo(((string?)null, (IReadOnlyList<float>?)null)));

        Assert.That(examination.ChannelColumns, Is.EqualTo(columns));
        var (width, height, sheet) = PictureFile.DecodeAddress(examination.Channels);
        Assert.That((width, height), Is.EqualTo((columns * side, rows * side)));
        for (var place = 0; place < selection.Count; place++)
        {
            var tile = ChannelImage.Colorize(channels.AsSpan(place * area, area), selection[place]);
            for (var y = 0; y < side; y++)
            {
                var start = 4 * ((place / columns * side + y) * width + place % columns * side);
                Assert.That(sheet.AsSpan(start, 4 * side).SequenceEqual(tile.AsSpan(4 * y * side, 4 * side)), $"channel {place}, row {y}");
            }
        }

        void AssertPicture(string address, byte[] expected)
        {
            var (foundWidth, foundHeight, found) = PictureFile.DecodeAddress(address);
            Assert.That((foundWidth, foundHeight), Is.EqualTo((8 * side, 8 * side)));
            Assert.That(found.AsSpan().SequenceEqual(expected));
        }
    }
}

using FrequencyML.Tests.Shared;
using FrequencyML.Training.Data;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Data;

public sealed class LabelledImagesTests
{
    [Test]
    public void Read_ClassFolders_AreSortedAndOtherFilesLeftOut()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "b/2.jpg", "b/1.PNG", "a/x.jpeg", "a/notes.txt", "manifest.json" }) folder.Write(name, [1]);
        var images = LabelledImages.Read(folder.Path);
        Assert.That(images.Labels, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(images.Files.Select(file => (Path.GetFileName(file.Path), file.Label)), Is.EqualTo(new[] { ("x.jpeg", 0), ("1.PNG", 1), ("2.jpg", 1) }));
    }

    [Test]
    public void Split_OfTwentyEach_HoldsOutEveryTenthOfEachClass()
    {
        var files = Enumerable.Range(0, 40).Select(i => ($"{i:D2}", i / 20)).ToArray();
        var (training, validation) = new LabelledImages("folder", ["a", "b"], files).Split();
        Assert.That(validation.Files.Select(file => file.Path), Is.EqualTo(new[] { "09", "19", "29", "39" }));
        Assert.That(training.Files.Concat(validation.Files).Order(), Is.EqualTo(files.Order()));
    }

    [Test]
    public void Split_ClassesOfLessThanTen_AsksForAValidationFolder() => Assert.That(
        () => new LabelledImages("folder", ["a"], [.. Enumerable.Range(0, 9).Select(i => ($"{i}", 0))]).Split(),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains("--validation"));

    [Test]
    public void Read_EmptyClassFolder_IsNamed_AndHiddenOnesAreLeftOut()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/1.jpg", [1]);
        folder.Write("c/1.jpg", [1]);
        folder.Write(".cache/2.jpg", [1]);
        Assert.That(LabelledImages.Read(folder.Path).Labels, Is.EqualTo(new[] { "a", "c" }));
        Directory.CreateDirectory(folder["b"]);
        Assert.That(() => LabelledImages.Read(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains(folder["b"]));
    }

    [Test]
    public void Read_NameWithATab_IsRefused()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no such names.");
        using var folder = new TemporaryFolder();
        folder.Write("a/1.jpg", [1]);
        folder.Write("b/2\t.jpg", [1]);
        Assert.That(() => LabelledImages.Read(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("2\t.jpg"));
    }

    [Test]
    public void Read_OneClass_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("only/1.jpg", [1]);
        Assert.That(() => LabelledImages.Read(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("one class folder, 'only'"));
    }

    [Test]
    public void WithLabels_OtherClasses_ListsBoth() => Assert.That(
        () => new LabelledImages("folder", ["a", "b"], []).WithLabels(["a", "c"], "folder"),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("The classes of 'folder' are a, b; expected a, c."));

    [Test]
    public void Read_NoFolderOrNoImages_SaysWhatIsExpected()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => LabelledImages.Read(folder["none"]), Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("none"));
        Assert.That(() => LabelledImages.Read(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("*.jpg"));
    }
}

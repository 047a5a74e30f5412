namespace FrequencyML.Training;

/// <summary>What a run said of one validation image; one line of its <c>predictions.tsv</c>.</summary>
/// <param name="Image">The path below the validation folder, with slashes.</param>
/// <param name="Label">Its class.</param>
/// <param name="Predicted">The class that the network gave it.</param>
internal readonly record struct Prediction(string Image, string Label, string Predicted)
{
    private const string Header = "image\tlabel\tpredicted";

    public bool IsCorrect => Label == Predicted;

    public static void Write(string path, IEnumerable<Prediction> predictions) =>
        File.WriteAllLines(path, predictions.Select(row => $"{row.Image}\t{row.Label}\t{row.Predicted}").Prepend(Header));

    /// <exception cref="InvalidDataException">The file is missing or damaged.</exception>
    public static IReadOnlyList<Prediction> Read(string path)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"There is no '{path}'; train the run again.");
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header) throw new InvalidDataException($"'{path}' does not begin with '{Header}'.");
        return [.. lines.Skip(1).Select((line, index) => line.Split('\t') is [var image, var label, var predicted]
            ? new Prediction(image, label, predicted)
            : throw new InvalidDataException($"Line {index + 2} of '{path}' is not an image, its label and a prediction."))];
    }
}

using System.Diagnostics;
using FrequencyML.Models;

namespace FrequencyML.Scoring;

/// <summary>Counts over all scored images; accuracy where the name of the parent folder is one of the model's labels.</summary>
internal sealed class ScoreSummary(ModelMetadata metadata)
{
    private readonly HashSet<string> labels = [.. metadata.Labels];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long gated, open;

    public long Images { get; private set; }

    public long Failed { get; private set; }

    /// <summary>The last failed image and why; null if none failed.</summary>
    public string? LastError { get; private set; }

    /// <summary>The images whose folder names a label.</summary>
    public long Labelled { get; private set; }

    /// <summary>Those of them whose best class is that label.</summary>
    public long Correct { get; private set; }

    /// <summary>How long the work has taken, until <see cref="End"/>.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    public void Add(ImageScore image)
    {
        Images++;
        if (image.Error is not null)
        {
            Failed++;
            LastError = $"{image.Path}: {image.Error}";
        }
        if (FolderLabel.Of(image.Path) is { } parent && labels.Contains(parent))
        {
            Labelled++;
            if (image.Top.Count > 0 && image.Top[0].Label == parent) Correct++;       // a failed image counts as wrong
        }
        if (image.GateOpen is not { } channels) return;
        gated++;
        open += channels;
    }

    /// <summary>Stops the clock.</summary>
    public void End() => clock.Stop();

    public override string ToString()
    {
        var seconds = Elapsed.TotalSeconds;
        List<string> lines = [FormattableString.Invariant($"{Images} images, {Failed} failed, {seconds:F1} s, {Images / seconds:F0} images/s")];
        if (Labelled > 0) lines.Add(FormattableString.Invariant($"top-1 {(double)Correct / Labelled:P1} ({Correct} of {Labelled} images whose folder names a label)"));
        if (gated > 0)
            lines.Add(FormattableString.Invariant($"gate open {(double)open / gated / metadata.Selection.Count:P1} of {metadata.Selection.Count} channels"));
        return string.Join(Environment.NewLine, lines);
    }
}

using System.Diagnostics;
using System.Globalization;
using FrequencyML.Models;

namespace FrequencyML.Soak.Subjects;

/// <summary>An <see cref="ImageScorer"/> on a model of its own.</summary>
internal sealed class ScorerSubject : Subject
{
    private readonly string[] paths;
    private FrequencyModel model;
    private ImageScorer scorer;

    public ScorerSubject(string[] paths) : base("image scorer", Process.GetCurrentProcess())
    {
        this.paths = paths;
        (model, scorer) = Create();
    }

    /// <inheritdoc/>
    public override int Pass()
    {
        foreach (var image in scorer.Score(paths))
        {
            var top = string.Join(' ', image.Top.Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Label} {BitConverter.SingleToInt32Bits(label.Score):X8}")));
            Check(paths.Length, $"{image.Path} {top} {image.GateOpen} {image.Error}", image.Error is not null);
        }
        return paths.Length;
    }

    /// <inheritdoc/>
    public override void Renew()
    {
        Dispose();
        (model, scorer) = Create();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        scorer.Dispose();
        model.Dispose();
    }

    private static (FrequencyModel Model, ImageScorer Scorer) Create()
    {
        var model = FrequencyModel.LoadDefault();
        return (model, new ImageScorer(model, new ScoringOptions { Top = 3 }));
    }
}

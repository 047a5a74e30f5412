using System.Diagnostics;
using System.Runtime.InteropServices;
using FrequencyML.Models;
using FrequencyML.Transforms;
using Microsoft.ML;

namespace FrequencyML.Soak.Subjects;

/// <summary>The transformer of <c>mlContext.Transforms.FrequencyClassifier</c>, bad images being missing values with a reason.</summary>
internal sealed class TransformerSubject : Subject
{
    private readonly MLContext mlContext = new(seed: 1);
    private readonly string modelFile;
    private readonly string[] paths;
    private FrequencyModelTransformer transformer;

    public TransformerSubject(string modelFile, string[] paths) : base("transformer", Process.GetCurrentProcess())
    {
        this.modelFile = modelFile;
        this.paths = paths;
        transformer = Create();
    }

    /// <inheritdoc/>
    public override int Pass()
    {
        foreach (var row in mlContext.Data.CreateEnumerable<ScoredRow>(transformer.Transform(View()), reuseRowObject: true))
            Check(paths.Length, $"{row.Path} {row.PredictedLabel} {Convert.ToHexString(MemoryMarshal.AsBytes<float>(row.Score))} {row.Error}", row.Error.Length > 0);
        return paths.Length;
    }

    /// <inheritdoc/>
    public override void Renew()
    {
        transformer.Dispose();
        transformer = Create();
    }

    /// <inheritdoc/>
    public override void Dispose() => transformer.Dispose();

    private FrequencyModelTransformer Create()
    {
        var options = new FrequencyClassifierOptions { OnError = OnImageError.MissingValue, ErrorColumnName = nameof(ScoredRow.Error) };
        return mlContext.Transforms.FrequencyClassifier(modelFile, nameof(PathRow.Path), options).Fit(View());
    }

    private IDataView View() => mlContext.Data.LoadFromEnumerable(paths.Select(path => new PathRow { Path = path }));

    private sealed class PathRow
    {
        public string Path { get; set; } = "";
    }

    private sealed class ScoredRow
    {
        public string Path { get; set; } = "";

        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public string Error { get; set; } = "";
    }
}

using System.Management.Automation;
using FrequencyML.Models;

namespace FrequencyML.Cmdlets;

/// <summary>The result of one image.</summary>
public sealed class FrequencyScore
{
    internal FrequencyScore(ImageScore image)
    {
        FullName = image.Path;
        Label = image.Top[0].Label;
        Score = image.Top[0].Score;
        Top = new(image.Top);
        GateOpen = image.GateOpen;
    }

    /// <summary>The full path of the image.</summary>
    public string FullName { get; }

    /// <summary>The path as other cmdlets take it, for any name.</summary>
    [Hidden]
    public string PSPath => FileSystemItem.ProviderPath(FullName);

    /// <summary>The best class.</summary>
    public string Label { get; }

    /// <summary>Its probability, 0..1.</summary>
    public float Score { get; }

    /// <summary>The best classes, as many as were asked for, best first.</summary>
    public TopLabels Top { get; }

    /// <summary>The number of channels that the gate opened; null for a model without a gate.</summary>
    public int? GateOpen { get; }

    /// <inheritdoc/>
    public override string ToString() => FullName;
}

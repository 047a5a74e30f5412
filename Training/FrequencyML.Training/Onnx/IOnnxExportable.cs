namespace FrequencyML.Training.Onnx;

/// <summary>A module that writes itself into an ONNX graph, next to its <c>forward</c>.</summary>
internal interface IOnnxExportable
{
    /// <summary>Adds the module's nodes for the value named <paramref name="input"/>; returns the name of its output.</summary>
    string Emit(TorchExporter exporter, string input);
}

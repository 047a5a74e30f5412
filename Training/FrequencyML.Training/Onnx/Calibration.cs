using FrequencyML.Models;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Training.Onnx;

/// <summary>Measures which numbers the values of a graph take, by running it with those values as outputs.</summary>
internal static class Calibration
{
    /// <param name="onnx">A float32 file.</param>
    /// <param name="values">The names of values that nodes compute.</param>
    /// <param name="batches">Inputs <c>[N, C, H/8, W/8]</c>, N at will; read twice, since bins need to know the ends.</param>
    /// <returns>For each value the range that 8 bits should represent; zero is in it.</returns>
    /// <exception cref="InvalidDataException">There are no batches, or a value is not finite.</exception>
    public static IReadOnlyDictionary<string, (float Low, float High)> Measure(byte[] onnx, IReadOnlyCollection<string> values, IEnumerable<float[]> batches)
    {
        var model = ModelProto.Parser.ParseFrom(onnx);
        var input = model.Graph.Input[0];
        long[] shape = [.. input.Type.TensorType.Shape.Dim.Skip(1).Select(dimension => dimension.DimValue)];
        var declared = model.Graph.Output.Select(output => output.Name).ToHashSet();
        model.Graph.Output.Add(values.Where(value => !declared.Contains(value)).Select(value => new ValueInfoProto
        {
            Name = value,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = OnnxGraph.Float } },
        }));
        InferenceRuntime.Load();
        using var session = new InferenceSession(model.ToByteArray());
        using var options = new RunOptions();

        var ends = values.ToDictionary(value => value, _ => (Low: float.MaxValue, High: float.MinValue));
        Run((value, numbers) =>
        {
            var (low, high) = ends[value];
            foreach (var number in numbers)
            {
                if (!float.IsFinite(number)) throw new InvalidDataException($"Calibration met {number} in '{value}': the network is damaged.");
                (low, high) = (Math.Min(low, number), Math.Max(high, number));
            }
            ends[value] = (low, high);
        });
        if (ends.Values.Any(end => end.Low > end.High)) throw new InvalidDataException("There are no images to calibrate on.");
        var histograms = ends.ToDictionary(end => end.Key, end => new ActivationHistogram(end.Value.Low, end.Value.High));
        Run((value, numbers) => histograms[value].Add(numbers));
        return histograms.ToDictionary(histogram => histogram.Key, histogram => histogram.Value.Range());

        void Run(Visitor visit)
        {
            foreach (var batch in batches)
            {
                using var tensor = OrtValue.CreateTensorValueFromMemory(batch, [batch.Length / shape.Aggregate((a, b) => a * b), .. shape]);
                using var outputs = session.Run(options, new Dictionary<string, OrtValue> { [input.Name] = tensor }, values);
                foreach (var (value, output) in values.Zip(outputs)) visit(value, output.GetTensorDataAsSpan<float>());
            }
        }
    }

    private delegate void Visitor(string value, ReadOnlySpan<float> numbers);
}

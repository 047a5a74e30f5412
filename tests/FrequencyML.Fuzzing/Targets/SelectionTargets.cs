using System.Text;
using FrequencyML.Dct;
using FrequencyML.Dct.Internal;
using FrequencyML.Fuzzing.Mutation;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>Channel selections as text and as files, and the report of a gate.</summary>
internal static class SelectionTargets
{
    private static readonly IReadOnlyList<byte[]> Words =
        [.. Tokens.Of("Y", "Cb", "Cr", "low:", ",", "-", "0-63", "64", "Y0", "cb63", "24", "192", "#", "Y0-7", "Y,Cb", "1,1,1"), .. Tokens.Numbers, .. Tokens.Odd];

    public static IEnumerable<Target> All()
    {
        yield return Text("selection", 90, () => text => Check(ChannelSelection.Parse(Encoding.UTF8.GetString(text)))) with { Documented = [typeof(FormatException)] };
        yield return Text("selection-file", 30, OpenFile) with { Documented = [typeof(FormatException)] };
        yield return Text("gate-report", 40, OpenReport) with
        {
            Seeds =
            [
                Encoding.UTF8.GetBytes("""{"model":"x.onnx","images":10,"channels":[{"component":"Y","v":0,"u":0,"share":1,"weight":0.9},{"component":"Cb","v":7,"u":1,"share":0,"weight":0}]}"""),
                Encoding.UTF8.GetBytes("""{ "channels": [ { "component": "Cr", "v": 3.0, "u": 2e0, "weight": 1e-3, "more": [1, {"a": null}] } ] }"""),
            ],
            Tokens = [.. Tokens.Of("channels", "component", "v", "u", "weight", "Y", "Cb", "Cr", "\"Y\"", "7", "8"), .. Tokens.Json],
            Documented = [typeof(InvalidDataException)],
        };
    }

    private static Target Text(string name, int weight, Func<Func<byte[], bool>> open) => new(name, weight, open)
    {
        Seeds = [.. Tokens.Of("24", "192", "low:16,4,4", "Y0-3,Cb0,Cr0", "Y0,Y1,Y2,Y8,Cb0-7,Cr63", " y0 - 3 , CB0", "# comment\n\nlow:1,2,3\n", "Y0-63,Cb0-63,Cr0-63")],
        Tokens = Words,
        Split = Parts.Words,
        IsText = true,
    };

    private static Func<byte[], bool> OpenFile()
    {
        var file = new ScratchFile(".txt");
        return text =>
        {
            file.Write(text);
            return Check(ChannelSelection.Load(file.FullName));
        };
    }

    private static Func<byte[], bool> OpenReport()
    {
        var file = new ScratchFile(".json");
        return text =>
        {
            file.Write(text);
            return GateReportFile.ReadWeights(file.FullName).Values.All(weight => weight is >= 0 and <= 1) ? true : throw new DisagreementException("A weight is not 0 to 1.");
        };
    }

    private static bool Check(ChannelSelection selection) =>
        ChannelSelection.Parse(selection.ToString()).Equals(selection) ? true : throw new DisagreementException($"'{selection}' is read as another selection.");
}

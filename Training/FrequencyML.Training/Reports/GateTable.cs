using System.Globalization;
using FrequencyML.Dct;
using Spectre.Console;

namespace FrequencyML.Training.Reports;

/// <summary>A gate as text: a grid of percent for each component, and the totals; plain lines where no terminal reads them.</summary>
internal static class GateTable
{
    public static void Print(GateReport gate, IAnsiConsole console)
    {
        var isSoft = gate.Kind == GateKind.Soft;
        foreach (var component in Enum.GetValues<ColorComponent>())
        {
            var channels = gate.Channels.Where(kept => kept.Channel.Component == component).ToDictionary(kept => (kept.Channel.V, kept.Channel.U));
            if (channels.Count == 0) continue;
            var (rows, columns) = (channels.Keys.Max(key => key.V) + 1, channels.Keys.Max(key => key.U) + 1);
            var grid = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(component.ToString()).RightAligned());
            grid.Title = new TableTitle($"{component}: {(isSoft ? "mean weight" : "images that keep a channel")}, percent");
            for (var u = 0; u < columns; u++) grid.AddColumn(new TableColumn(Text(u, "'u='0")).RightAligned());
            for (var v = 0; v < rows; v++)
            {
                grid.AddRow(Enumerable.Range(0, columns)
                    .Select(u => channels.TryGetValue((v, u), out var kept) ? GateHeatmap.Percent(isSoft ? kept.Weight : kept.Share) : ".")
                    .Prepend(Text(v, "'v='0")).ToArray());
            }
            console.Write(grid);
        }
        var totals = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var heading in new[] { "channels", "kept", "share %", "weight %" }) totals.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var (component, total) in gate.Components) Add(component.ToString(), total);
        foreach (var (band, total) in gate.Bands) Add(Text(band, "'v+u='0"), total);
        Add("all", gate.Total);
        console.Write(totals);

        void Add(string name, GateTotal total) => totals.AddRow(
            name, Text(total.Channels, "0"), Text(total.Open, "F1"), Text(100 * total.Share, "F1"), Text(100 * total.Weight, "F1"));
    }

    private static string Text(IFormattable value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

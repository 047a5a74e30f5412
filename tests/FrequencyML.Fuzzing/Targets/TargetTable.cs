namespace FrequencyML.Fuzzing.Targets;

/// <summary>All targets. <c>.npy</c> files are not among them: the command writes them, and nothing here reads one.</summary>
internal static class TargetTable
{
    private static readonly Lazy<IReadOnlyList<Target>> Table = new(() =>
    [
        .. JpegTargets.All(), .. SelectionTargets.All(), .. CheckpointTargets.All(), .. ManifestTargets.All(), .. RowTargets.All(), .. TarTargets.All(), .. ModelTargets.All(),
        .. KernelTargets.All(), .. AgreementTargets.All(),
    ]);

    public static IReadOnlyList<Target> All => Table.Value;

    /// <summary>The targets of a name, or of a group: <c>rows</c> are <c>rows-csv</c> and the others that begin so.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static IReadOnlyList<Target> Find(string? name)
    {
        var found = All.Where(target => name is null || target.Name == name || target.Name.StartsWith($"{name}-", StringComparison.Ordinal)).ToArray();
        return found.Length > 0 ? found : throw new ArgumentException($"There is no target '{name}'; there are {string.Join(", ", All.Select(target => target.Name))}.", nameof(name));
    }

    /// <summary>The target of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Target Get(string name) => All.FirstOrDefault(target => target.Name == name) ?? Find($"{name}?")[0];
}

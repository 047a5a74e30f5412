using System.Text.Json;

namespace FrequencyML.Training.Comparison;

/// <summary>What to train for a comparison: a JSON file of options as <c>train</c> takes them.</summary>
/// <param name="Common">The options of all variants.</param>
/// <param name="Variants">What is compared.</param>
internal sealed record ComparisonPlan(string Common, IReadOnlyList<ComparisonVariant> Variants)
{
    /// <summary>Reads and checks a plan.</summary>
    /// <exception cref="InvalidDataException">The file is no plan; the message says where.</exception>
    /// <exception cref="FormatException">An option is unknown or wrong.</exception>
    public static ComparisonPlan Read(string path)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<ComparisonPlan>(File.ReadAllText(path), TrainingRun.Json) ?? throw new JsonException("The file is empty.");
            if (plan.Variants.Contains(null!)) throw new JsonException("A variant is null.");
            if (plan.Variants.Count == 0) throw new JsonException("There are no variants.");
            if (plan.Variants.Select(variant => variant.Name).Distinct().Count() < plan.Variants.Count) throw new JsonException("Two variants have one name.");
            foreach (var (name, _, seeds) in plan.Variants)
            {
                if (name.Trim(' ', '.').Length == 0 || name.Any(char.IsControl) || name.Contains('|') || name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
                    throw new JsonException($"'{name}' can not name a folder and the row of a table.");
                if (seeds.Count == 0) throw new JsonException($"'{name}' has no seeds.");
                if (seeds.Distinct().Count() < seeds.Count) throw new JsonException($"'{name}' has a seed twice.");
            }
            if (plan.HasOptionSeed) throw new JsonException("--seed is among the options: the seeds of a variant are its 'seeds'.");
            foreach (var run in plan.Runs)
            {
                try
                {
                    run.Settings.Validate();
                }
                catch (ArgumentException error)
                {
                    throw new InvalidDataException($"Variant '{run.Variant}' of '{path}': {error.Message}", error);
                }
            }
            return plan;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is no comparison plan: {error.Message}", error);
        }
    }

    private bool HasOptionSeed
    {
        get
        {
            var (options, start) = (new SettingOptions(), new TrainingSettings());
            return Variants.Select(variant => variant.Options).Prepend(Common).Any(text => options.Parse(text, start).Seed != start.Seed);
        }
    }

    /// <summary>Every run: its variant, the name of its folder, its settings.</summary>
    internal IEnumerable<(string Variant, string Folder, TrainingSettings Settings)> Runs
    {
        get
        {
            var options = new SettingOptions();
            var common = options.Parse(Common, new TrainingSettings());
            foreach (var (name, own, seeds) in Variants)
            {
                var settings = options.Parse(own, common);
                foreach (var seed in seeds) yield return (name, $"{name}-s{seed}", settings with { Seed = seed });
            }
        }
    }
}

/// <summary>One row of a comparison.</summary>
/// <param name="Name">The row's name, and the beginning of its runs' folders.</param>
/// <param name="Options">Its options, which add to and override those of all variants.</param>
/// <param name="Seeds">The seeds of its runs.</param>
internal sealed record ComparisonVariant(string Name, string Options, IReadOnlyList<int> Seeds);

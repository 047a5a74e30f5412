using System.Diagnostics;
using System.Text.Json.Nodes;
using FrequencyML.Cli.Tests;
using k8s.Models;

namespace FrequencyML.Deploy.Tests;

/// <summary>What a template runs in its container.</summary>
/// <param name="Words">The command line.</param>
/// <param name="Workers">How many containers share the work.</param>
/// <param name="Environment">What the scheduler sets, by the container's number and how many there are.</param>
internal sealed record ContainerCommand(string[] Words, int Workers, Func<int, int, Dictionary<string, string>> Environment)
{
    public const string Kubernetes = "kubernetes", AwsBatch = "aws-batch";

    /// <summary>Of the job that scores.</summary>
    public static ContainerCommand Score(string scheduler)
    {
        if (scheduler == Kubernetes)
        {
            var job = Manifests.Kubernetes("score-job.yaml").Spec;
            return new(WordsOf(job), job.Completions!.Value, (index, _) => new() { ["JOB_COMPLETION_INDEX"] = $"{index}" });
        }
        var definition = Manifests.AwsBatch("job-definition.json");
        var request = Manifests.AwsBatch("submit-score.json");
        var parameters = definition["parameters"]!.AsObject().Concat(request["parameters"]!.AsObject());
        var words = parameters.Aggregate(
            Strings(definition["containerProperties"]!["command"]),
            (words, parameter) => [.. words.Select(word => word.Replace($"Ref::{parameter.Key}", (string)parameter.Value!, StringComparison.Ordinal))]);
        return new(
            words,
            (int)request["arrayProperties"]!["size"]!,
            (index, count) => new() { ["AWS_BATCH_JOB_ARRAY_INDEX"] = $"{index}", ["AWS_BATCH_JOB_ARRAY_SIZE"] = $"{count}" });
    }

    /// <summary>Of the job that merges.</summary>
    public static ContainerCommand Merge(string scheduler) => new(
        scheduler == Kubernetes
            ? WordsOf(Manifests.Kubernetes("merge-job.yaml").Spec)
            : Strings(Manifests.AwsBatch("submit-merge.json")["containerOverrides"]!["command"]),
        1,
        (_, _) => []);

    /// <summary>Replaces a text in every word, such as a path of the image by one of this machine.</summary>
    public ContainerCommand Replace(string text, string replacement) =>
        this with { Words = [.. Words.Select(word => word.Replace(text, replacement, StringComparison.Ordinal))] };

    /// <summary>Replaces the value of an option.</summary>
    public ContainerCommand With(string option, string value)
    {
        var words = Words.ToArray();
        words[Array.IndexOf(words, option) + 1] = value;
        return this with { Words = words };
    }

    /// <summary>Shares the work among another number of containers.</summary>
    public ContainerCommand WithWorkers(int count) => (Words.Contains("--shard-count") ? With("--shard-count", $"{count}") : this) with { Workers = count };

    /// <summary>Runs the command line as a process.</summary>
    public CommandResult Run(int index = 0)
    {
        using var process = Start(index);
        process.StandardInput.Close();
        return Frequencyml.Wait(process);
    }

    /// <summary>Starts the command line as a process.</summary>
    public Process Start(int index = 0)
    {
        var start = new ProcessStartInfo(Words[0], Words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment(index, Workers)) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string[] WordsOf(V1JobSpec job) =>
        job.Template.Spec.Containers.Single() is var container ? [.. container.Command, .. container.Args ?? []] : [];

    private static string[] Strings(JsonNode? list) => [.. list!.AsArray().Select(word => (string)word!)];
}

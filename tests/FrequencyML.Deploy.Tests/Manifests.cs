using System.Text.Json.Nodes;
using FrequencyML.Tests.Shared;
using k8s;
using k8s.Models;

namespace FrequencyML.Deploy.Tests;

/// <summary>The templates of the folder <c>deploy</c>.</summary>
internal static class Manifests
{
    /// <summary>Reads a manifest of Kubernetes; a member that the schema of its kind lacks, or one given twice, is an exception.</summary>
    public static V1Job Kubernetes(string name) =>
        (V1Job)KubernetesYaml.LoadAllFromString(File.ReadAllText(Repository.PathOf("deploy", "kubernetes", name)), null, strict: true).Single();

    /// <summary>Reads a request to AWS Batch.</summary>
    public static JsonObject AwsBatch(string name) => JsonNode.Parse(File.ReadAllText(Repository.PathOf("deploy", "aws-batch", name)))!.AsObject();
}

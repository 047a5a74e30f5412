using System.Text.Json;
using System.Text.Json.Nodes;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Deploy.Tests;

/// <summary>
/// Checks requests against the service model that AWS publishes with its SDKs: members, types, and what is required. Source of the
/// model: tests/Golden/aws-batch/README.md.
/// </summary>
internal static class AwsServiceModel
{
    private static readonly JsonNode Model = JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "aws-batch", "batch-2016-08-10.json")))!;

    /// <summary>What is wrong with the input of an operation, a line each.</summary>
    public static IReadOnlyList<string> Check(string operation, JsonNode input) => [.. Check(Model["operations"]![operation]!["input"]!, input, operation)];

    private static IEnumerable<string> Check(JsonNode shape, JsonNode? value, string path)
    {
        if (shape["shape"] is { } name) return Check(Model["shapes"]![(string)name!]!, value, path);
        var type = (string?)shape["type"] ?? "string";
        return type switch
        {
            "structure" when value is JsonObject members => CheckMembers(shape, members, path),
            "map" when value is JsonObject entries => entries.SelectMany(entry => Check(shape["value"]!, entry.Value, $"{path}.{entry.Key}")),
            "list" when value is JsonArray items => items.SelectMany((item, index) => Check(shape["member"]!, item, $"{path}[{index}]")),
            "string" when value?.GetValueKind() == JsonValueKind.String => [],
            "boolean" when value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False => [],
            "integer" or "long" when value is JsonValue number && number.TryGetValue<long>(out _) => [],
            _ => [$"{path} is {value?.ToJsonString() ?? "null"}; expected a value of type {type}."],
        };
    }

    private static IEnumerable<string> CheckMembers(JsonNode shape, JsonObject members, string path)
    {
        var known = shape["members"]!.AsObject();
        foreach (var required in shape["required"]?.AsArray() ?? [])
            if (!members.ContainsKey((string)required!)) yield return $"{path} lacks {required}.";
        foreach (var (name, value) in members)
        {
            if (known[name] is not { } member) yield return $"{path} has no member {name}.";
            else foreach (var problem in Check(member, value, $"{path}.{name}")) yield return problem;
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using FrequencyML.Cli;
using NUnit.Framework;

namespace FrequencyML.Deploy.Tests;

public sealed class AwsBatchTests
{
    private static readonly JsonObject Definition = Manifests.AwsBatch("job-definition.json");
    private static readonly JsonObject Score = Manifests.AwsBatch("submit-score.json");
    private static readonly JsonObject Merge = Manifests.AwsBatch("submit-merge.json");

    [TestCase("job-definition.json", "RegisterJobDefinition")]
    [TestCase("submit-score.json", "SubmitJob")]
    [TestCase("submit-merge.json", "SubmitJob")]
    public void Request_OfEachTemplate_FitsTheServiceModel(string name, string operation) =>
        Assert.That(AwsServiceModel.Check(operation, Manifests.AwsBatch(name)), Is.Empty);

    [Test]
    public void ServiceModel_WrongRequest_IsRefused()
    {
        var request = JsonNode.Parse("""{"jobName":"a","jobQueue":7,"arrayProperties":{"size":"8"},"retries":1,"dependsOn":[{"jobID":"b"}]}""")!;
        Assert.That(AwsServiceModel.Check("SubmitJob", request), Is.EquivalentTo((string[])
        [
            "SubmitJob lacks jobDefinition.", "SubmitJob.jobQueue is 7; expected a value of type string.",
            "SubmitJob.arrayProperties.size is \"8\"; expected a value of type integer.", "SubmitJob has no member retries.",
            "SubmitJob.dependsOn[0] has no member jobID.",
        ]));
    }

    [Test]
    public void JobDefinition_ExitCodes_LeadToWhatTheyMean()
    {
        var rules = Definition["retryStrategy"]!["evaluateOnExit"]!.AsArray();
        string?[] CodesThat(string action) => [.. rules.Where(rule => (string?)rule!["action"] == action && rule["onExitCode"] is not null).Select(rule => (string?)rule!["onExitCode"])];
        Assert.That(CodesThat("RETRY"), Is.EqualTo((string[])[Text(ExitCode.Interrupted)]));
        Assert.That(CodesThat("EXIT"), Is.EqualTo((string[])[Text(ExitCode.Usage), Text(ExitCode.TooManyErrors)]));
        Assert.That(rules.Single(rule => rule!["onStatusReason"] is not null)!.ToJsonString(), Is.EqualTo("""{"onStatusReason":"Host EC2*","action":"RETRY"}"""));
    }

    // What the service asks, beyond its model.
    [Test]
    public void Requests_Limits_AreKept()
    {
        Assert.That((int)Definition["retryStrategy"]!["attempts"]!, Is.InRange(1, 10));
        Assert.That(Definition["retryStrategy"]!["evaluateOnExit"]!.AsArray(), Has.Count.LessThanOrEqualTo(5));
        Assert.That((int)Score["arrayProperties"]!["size"]!, Is.InRange(2, 10000));
        Assert.That((int)Definition["timeout"]!["attemptDurationSeconds"]!, Is.GreaterThanOrEqualTo(60));
    }

    [Test]
    public void Requests_Names_ReferToTheDefinition()
    {
        Assert.That(new[] { Score, Merge }.Select(request => (string?)request["jobDefinition"]), Is.All.EqualTo((string?)Definition["jobDefinitionName"]));
        Assert.That(ContainerCommand.Score(ContainerCommand.AwsBatch).Words, Has.None.Contains("Ref::"));
        var container = Definition["containerProperties"]!;
        Assert.That(container["mountPoints"]!.AsArray().Select(mount => (string?)mount!["sourceVolume"]), Is.EqualTo(container["volumes"]!.AsArray().Select(volume => (string?)volume!["name"])));
    }

    [Test]
    public void Score_CommandLine_IsThatOfKubernetesWithoutTheCount()
    {
        var kubernetes = ContainerCommand.Score(ContainerCommand.Kubernetes).Words;
        Assert.That(ContainerCommand.Score(ContainerCommand.AwsBatch).Words, Is.EqualTo(kubernetes[..^2]));
        Assert.That(kubernetes[^2], Is.EqualTo("--shard-count"));
        Assert.That(ContainerCommand.Merge(ContainerCommand.AwsBatch).Words, Is.EqualTo(ContainerCommand.Merge(ContainerCommand.Kubernetes).Words));
    }

    private static string Text(int exitCode) => exitCode.ToString(CultureInfo.InvariantCulture);
}

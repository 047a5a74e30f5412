using FrequencyML.Cli;
using k8s;
using k8s.Models;
using NUnit.Framework;
using YamlDotNet.Core;

namespace FrequencyML.Deploy.Tests;

public sealed class KubernetesTests
{
    private static readonly V1Job Score = Manifests.Kubernetes("score-job.yaml");
    private static readonly V1Job Merge = Manifests.Kubernetes("merge-job.yaml");
    private static readonly V1Job[] Jobs = [Score, Merge];

    [Test]
    public void Manifest_MemberThatTheSchemaLacks_IsRefused() => Assert.That(
        () => KubernetesYaml.LoadAllFromString("apiVersion: batch/v1\nkind: Job\nspec:\n  completion: 8\n", null, strict: true),
        Throws.InstanceOf<YamlException>());

    [Test]
    public void ScoreJob_Pods_AreAsManyAsShards()
    {
        var arguments = Score.Spec.Template.Spec.Containers.Single().Args;
        Assert.That(Score.Spec.CompletionMode, Is.EqualTo("Indexed"));
        Assert.That(arguments[arguments.IndexOf("--shard-count") + 1], Is.EqualTo($"{Score.Spec.Completions}"));
        Assert.That(Score.Spec.Parallelism, Is.EqualTo(Score.Spec.Completions));
    }

    [Test]
    public void ScoreJob_ExitCodes_LeadToWhatTheyMean()
    {
        var rules = Score.Spec.PodFailurePolicy.Rules.Where(rule => rule.OnExitCodes is not null).ToDictionary(rule => rule.Action, rule => rule.OnExitCodes);
        Assert.That(rules.Values.Select(rule => (rule.OperatorProperty, rule.ContainerName)), Is.All.EqualTo(("In", "score")));
        Assert.That(rules["FailJob"].Values, Is.EqualTo((int[])[ExitCode.Usage]));
        Assert.That(rules["FailIndex"].Values, Is.EqualTo((int[])[ExitCode.TooManyErrors]));
        Assert.That(rules["Ignore"].Values, Is.EqualTo((int[])[ExitCode.Interrupted, 128 + 15]), "or killed by SIGTERM");
        var disruption = Score.Spec.PodFailurePolicy.Rules.Single(rule => rule.OnExitCodes is null);
        Assert.That((disruption.Action, disruption.OnPodConditions.Single().Type, disruption.OnPodConditions.Single().Status), Is.EqualTo(("Ignore", "DisruptionTarget", "True")));
    }

    // What the API server asks of a Job, beyond the schema.
    [Test]
    public void ScoreJob_FailurePolicy_IsLegal()
    {
        Assert.That(Score.Spec.Template.Spec.RestartPolicy, Is.EqualTo("Never"), "with a podFailurePolicy or a backoffLimitPerIndex");
        Assert.That(Score.Spec.BackoffLimitPerIndex, Is.Not.Null, "for FailIndex");
        Assert.That(Score.Spec.PodFailurePolicy.Rules, Has.Count.LessThanOrEqualTo(20));
    }

    [Test]
    public void Jobs_Volumes_AreThoseMounted()
    {
        foreach (var pod in Jobs.Select(job => job.Spec.Template.Spec))
            Assert.That(pod.Containers.SelectMany(container => container.VolumeMounts).Select(mount => mount.Name), Is.EquivalentTo(pod.Volumes.Select(volume => volume.Name)));
        Assert.That(Score.Spec.Template.Spec.Containers.Single().VolumeMounts.Where(mount => mount.ReadOnlyProperty == true).Select(mount => mount.MountPath), Is.EqualTo((string[])["/images"]));
    }

    [Test]
    public void Jobs_UserAndImage_AreTheSame()
    {
        Assert.That(Jobs.Select(job => job.Spec.Template.Spec.Containers.Single().Image).Distinct().Count(), Is.EqualTo(1));
        foreach (var security in Jobs.Select(job => job.Spec.Template.Spec.SecurityContext))
            Assert.That((security.RunAsNonRoot, security.RunAsUser, security.FsGroup), Is.EqualTo((true, 1654, 1654)), "the user of .NET's images");
        foreach (var resources in Jobs.Select(job => job.Spec.Template.Spec.Containers.Single().Resources))
            Assert.That(resources.Requests["memory"], Is.EqualTo(resources.Limits["memory"]));
    }
}

using FrequencyML.Tests.Shared;
using FrequencyML.Training.Learning;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Learning;

internal sealed class TrainerTests
{
    [Test]
    public void Train_StripesOfTwoDirections_LearnsThemAndLeavesARunThatLoads()
    {
        using var folder = new TemporaryFolder();
        var job = Example.Job(Example.Stripes(folder), folder["run"]);
        var run = Trainer.Train(Example.Settings with { Epochs = 30 }, job)!;

        Assert.That(run.Epochs, Has.Count.EqualTo(30));
        Assert.That(run.Epochs[^1].Loss, Is.LessThan(run.Epochs[0].Loss));
        Assert.That(run.Result.Accuracy, Is.EqualTo(1));
        var loaded = TrainingRun.Load(folder["run"]);
        Assert.That(loaded.Labels, Is.EqualTo(new[] { "across", "down" }));
        Assert.That(loaded.Result, Is.EqualTo(run.Result));
        Assert.That(loaded.Normalization, Is.EqualTo(run.Normalization));
        using var network = loaded.LoadNetwork(folder["run"]);
        Assert.That(Predictions.Measure(network, loaded.Settings, job.Validation).Summary, Is.EqualTo(run.Result));
        var predictions = TrainingRun.ReadPredictions(folder["run"]);
        Assert.That(predictions.Select(prediction => prediction.Image), Is.EqualTo(new[] { "across/09.png", "across/19.png", "down/09.png", "down/19.png" }));
        Assert.That(predictions.All(prediction => prediction.IsCorrect));
        Assert.That(File.Exists(TrainingRun.CheckpointPath(folder["run"])), Is.False);
    }

    private static IEnumerable<TestCaseData> Resumable()
    {
        yield return new TestCaseData(Example.Settings).SetArgDisplayNames("sgd");
        yield return new TestCaseData(Example.Settings with
        {
            Optimizer = OptimizerKind.AdamW,
            LearningRate = 0.01,
            AverageDecay = 0.9,
            MixUp = 0.2,
            CutMix = 1,
            ClipNorm = 1,
            Precision = Precision.BFloat16,
        }).SetArgDisplayNames("adamw, average, mixup, cutmix, clip, bfloat16");
        yield return new TestCaseData(Example.Settings with
        {
            Selection = "192",
            Gate = GateKind.Hard,
            TargetChannels = 12,
            FirstCrop = 24,
            SqueezeExcitation = true,
            Network = NetworkKind.ResNet50,
        }).SetArgDisplayNames("resnet50, steered gate, growing crops");
        yield return new TestCaseData(Example.Settings with { Selection = "192", Input = NetworkInput.Rgb, Crop = 64 }).SetArgDisplayNames("rgb");
    }

    [TestCaseSource(nameof(Resumable))]
    public void Resume_StoppedAtAnyStep_EndsBitByBitAsIfItHadNotStopped(TrainingSettings settings)
    {
        using var folder = new TemporaryFolder();
        var images = Example.Stripes(folder);
        var whole = Trainer.Train(settings, Example.Job(images, folder["whole"]))!;
        using var collections = new GarbageCollections();                                      // see HeldScalar
        var job = Example.Job(images, folder["parts"]);
        var run = Interrupted(job, stopping => Trainer.Train(settings, stopping), 3);          // within the first epoch
        Assert.That(run, Is.Null);
        Assert.That(() => TrainingRun.Load(folder["parts"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("--resume"));
        run = Interrupted(job, Trainer.Resume, 7);                                             // in a later one
        Assert.That(run, Is.Null);
        run = Trainer.Resume(job)!;

        foreach (var file in new[] { "weights.dat", "predictions.tsv" })
            Assert.That(File.ReadAllBytes(Path.Combine(folder["parts"], file)), Is.EqualTo(File.ReadAllBytes(Path.Combine(folder["whole"], file))), file);
        Assert.That(run.Epochs.Select(epoch => epoch with { Seconds = 0 }), Is.EqualTo(whole.Epochs.Select(epoch => epoch with { Seconds = 0 })));
        Assert.That(run.Result, Is.EqualTo(whole.Result));
    }

    private static TrainingRun? Interrupted(TrainingJob job, Func<TrainingJob, TrainingRun?> train, int steps)
    {
        using var stop = new CancellationTokenSource();
        var done = 0;
        return train(job with
        {
            Cancellation = stop.Token,
            StepDone = (_, _, _, _) =>
            {
                if (++done == steps) stop.Cancel();
            },
        });
    }

    [Test]
    public void Resume_KilledBetweenCheckpoints_GoesOnFromTheLastOne()
    {
        using var folder = new TemporaryFolder();
        var images = Example.Stripes(folder);
        Trainer.Train(Example.Settings, Example.Job(images, folder["whole"]));
        var job = Example.Job(images, folder["killed"]) with { CheckpointEvery = TimeSpan.Zero };
        Assert.That(() => Trainer.Train(Example.Settings, job with
        {
            StepDone = (step, _, _, _) =>
            {
                if (step == 8) throw new OperationCanceledException();                         // in place of a power cut
            },
        }), Throws.InstanceOf<OperationCanceledException>());
        Trainer.Resume(job);
        Assert.That(File.ReadAllBytes(Path.Combine(folder["killed"], "weights.dat")), Is.EqualTo(File.ReadAllBytes(Path.Combine(folder["whole"], "weights.dat"))));
    }

    [Test]
    public void Resume_OtherImages_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var job = Example.Job(Example.Stripes(folder), folder["run"]);
        Interrupted(job, stopping => Trainer.Train(Example.Settings, stopping), 2);
        using var bitmap = Example.Noise(64, 64);
        folder.Write("data/down/02.jpg", Example.Png(bitmap));
        Assert.That(() => Trainer.Resume(job), Throws.TypeOf<InvalidDataException>().With.Message.Contains("not those that the run began with"));
    }

    [TestCase(0), TestCase(5), TestCase(40), TestCase(3000)]
    public void Resume_DamagedCheckpoint_IsNamed(int length)
    {
        using var folder = new TemporaryFolder();
        var job = Example.Job(Example.Stripes(folder), folder["run"]);
        Interrupted(job, stopping => Trainer.Train(Example.Settings, stopping), 2);
        var path = TrainingRun.CheckpointPath(folder["run"]);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        Assert.That(() => Trainer.Resume(job), Throws.TypeOf<InvalidDataException>().With.Message.Contains("checkpoint.dat"));
    }

    [Test]
    public void Train_LossBecomesNaN_NamesTheStepAndTheLastGoodCheckpoint()
    {
        using var folder = new TemporaryFolder();
        var job = Example.Job(Example.Stripes(folder), folder["run"]);
        Assert.That(() => Trainer.Train(Example.Settings with { LearningRate = 1e30 }, job),
            Throws.InvalidOperationException.With.Message.Match("at step [0-9]+ of 20; there is no checkpoint yet"));
        Assert.That(() => Trainer.Train(Example.Settings with { LearningRate = 1e30 }, job with { CheckpointEvery = TimeSpan.Zero }),
            Throws.InvalidOperationException.With.Message.Contains("there is no checkpoint yet").And.Message.Contains("removing"));
        Assert.That(File.Exists(TrainingRun.CheckpointPath(folder["run"])), Is.False, "weights that a step has spoilt are not kept");
    }

    [Test]
    public void Train_MaxTime_StopsWithACheckpoint()
    {
        using var folder = new TemporaryFolder();
        var job = Example.Job(Example.Stripes(folder), folder["run"]) with { MaxTime = TimeSpan.Zero };
        Assert.That(Trainer.Train(Example.Settings, job), Is.Null);
        Assert.That(File.Exists(TrainingRun.CheckpointPath(folder["run"])));
    }

    [Test]
    public void Train_UnreadableImages_AreNamedBeforeTheFirstStep()
    {
        using var folder = new TemporaryFolder();
        var images = Example.Stripes(folder);
        var damaged = folder.Write("data/down/02.jpg", "no image"u8.ToArray());
        var cut = folder["data/across/04.jpg"];
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..^200]);
        var job = Example.Job(images, folder["run"]) with { StepDone = (_, _, _, _) => Assert.Fail("a step was done") };
        Assert.That(() => Trainer.Train(Example.Settings, job), Throws.TypeOf<InvalidDataException>().With.Message
            .StartsWith("2 of 44 images cannot be used").And.Message.Contains(damaged).And.Message.Contains("Not an image").And.Message.Contains(cut));
    }

    [Test]
    public void Train_UnreadableValidationImage_IsNamedBeforeTheFirstStep()
    {
        using var folder = new TemporaryFolder();
        var job = Example.Job(Example.Stripes(folder), folder["run"]) with { StepDone = (_, _, _, _) => Assert.Fail("a step was done") };
        var damaged = job.Validation.Files[0].Path;
        File.WriteAllBytes(damaged, "no image"u8.ToArray());
        Assert.That(() => Trainer.Train(Example.Settings, job), Throws.TypeOf<InvalidDataException>().With.Message
            .StartsWith($"1 of {job.Validation.Files.Count} images cannot be used").And.Message.Contains(damaged));
    }

    [Test]
    public void Train_LargerLambda_KeepsFewerChannels()
    {
        using var folder = new TemporaryFolder();
        var images = Example.Stripes(folder);
        double Open(double lambda) => Trainer.Train(
            Example.Settings with { Selection = "64", Gate = GateKind.Hard, GateLearningRateFactor = 30, Lambda = lambda, Epochs = 40 }, Example.Job(images, folder[$"{lambda}"]))!.Result.OpenChannels!.Value;
        Assert.That(Open(0.03), Is.LessThan(Open(0.003) - 5));
    }

    [Test]
    public void Train_SoftGate_WeighsAndHasNoOpenChannels()
    {
        using var folder = new TemporaryFolder();
        var run = Trainer.Train(Example.Settings with { Gate = GateKind.Soft, Lambda = 0.01 }, Example.Job(Example.Stripes(folder), folder["run"]))!;
        Assert.That(run.Result.OpenChannels, Is.Null);
        Assert.That(run.Gate!.IsSoft);
        Assert.That(run.Gate.KeepProbability, Is.All.InRange(0, 1).And.Some.LessThan(0.869));   // below where it starts
    }

    [Test]
    public void Train_SteeredGate_EndsNearItsTarget()
    {
        using var folder = new TemporaryFolder();
        var settings = Example.Settings with { Selection = "64", Gate = GateKind.Hard, TargetChannels = 10, Epochs = 80 };
        var run = Trainer.Train(settings, Example.Job(Example.Stripes(folder), folder["run"]))!;
        Assert.That(run.Shift!.OpenBefore, Is.EqualTo(10).Within(4), "by steering alone");
        Assert.That(run.Result.OpenChannels, Is.EqualTo(10).Within(2), "shifted on the training images, measured on others");
        Assert.That(run.Gate!.KeepShare, Has.Length.EqualTo(64));
        Assert.That(run.Gate.KeepShare.Sum(), Is.EqualTo(run.Result.OpenChannels).Within(1e-9));
    }
}

using System.Diagnostics;
using FrequencyML.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training;

/// <summary>One line of progress.</summary>
internal sealed record EpochReport(int Epoch, double Loss, double TrainingAccuracy, double OpenChannels, Evaluation Validation, double Seconds);

/// <summary>The training loop: SGD with Nesterov momentum, a learning rate computed from the step number, weights saved every epoch.</summary>
internal static class Trainer
{
    private const int GateGroup = 2;   // after weights with and parameters without weight decay

    /// <summary>Trains a network and leaves its run in <paramref name="folder"/>.</summary>
    /// <param name="settings">What to train.</param>
    /// <param name="training">The images to learn from.</param>
    /// <param name="validation">The images to measure on; never learned from.</param>
    /// <param name="trainingData">What the images are, in words, for the model's metadata.</param>
    /// <param name="folder">Where the run is written; see <see cref="TrainingRun"/>.</param>
    /// <param name="report">Called after every epoch.</param>
    /// <exception cref="InvalidOperationException">The loss became NaN or infinite; the message names step and last saved epoch.</exception>
    public static TrainingRun Train(
        TrainingSettings settings, LabelledImages training, LabelledImages validation, string trainingData, string folder, Action<EpochReport> report)
    {
        Directory.CreateDirectory(folder);                                            // before any work is put into it
        random.manual_seed(settings.Seed);
        var selection = settings.ParsedSelection;
        var cache = ChannelCache.Build(training, selection, settings.TrainingGeometry);
        var batches = new TrainingBatches(cache, selection, settings.Geometry.CropInBlocks, settings.BatchSize);
        using var network = new GatedResNet(settings, training.Labels.Count, cache.Normalization);
        using var optimizer = Optimizer(network, settings);
        var run = new TrainingRun(settings, training.Labels, cache.Normalization, trainingData, null);
        var steps = (long)settings.Epochs * batches.Count;
        var step = 0L;
        for (var epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            network.train();
            var (lossSum, correct, seen, openSum) = (0.0, 0L, 0L, 0.0);
            foreach (var (channels, labels) in batches.Epoch(new Random(EpochSeed(settings.Seed, epoch))))
            {
                using var scope = NewDisposeScope();
                scope.Attach(channels, labels);
                SetLearningRate(optimizer, settings, settings.LearningRateAt(step, steps));

                optimizer.zero_grad();
                var output = network.forward(channels);                               // [N, classes]
                var loss = nn.functional.cross_entropy(output.Logits, labels, label_smoothing: settings.LabelSmoothing);
                if (output.Gate is { } gate)
                {
                    var open = gate.Gate.sum(1).mean();                               // mean number of open channels
                    loss += settings.LambdaAt(step, steps) * open;
                    openSum += open.ToDouble();
                }
                loss.backward();
                optimizer.step();

                step++;
                seen += labels.shape[0];
                correct += output.Logits.argmax(1).eq(labels).sum().ToInt64();
                lossSum += loss.ToDouble();
                if (!double.IsFinite(lossSum))
                    throw new InvalidOperationException(
                        $"The loss is {loss.ToDouble()} at step {step} (epoch {epoch}); " +
                        (epoch > 1 ? $"'{folder}' keeps the weights of epoch {epoch - 1}." : "nothing was saved.") + " Lower the learning rate.");
            }
            run = run with { Result = Evaluation.Measure(network, settings, validation) };
            run.Save(folder, network);
            report(new EpochReport(epoch, lossSum / batches.Count, (double)correct / seen,
                openSum / batches.Count, run.Result, clock.Elapsed.TotalSeconds));
        }
        return run;
    }

    internal static SGD Optimizer(GatedResNet network, TrainingSettings settings)
    {
        var gate = network.gate?.logits.parameters().ToArray() ?? [];
        var others = network.parameters().ExceptBy(gate.Select(parameter => parameter.Handle), parameter => parameter.Handle).ToArray();
        List<SGD.ParamGroup> groups =
        [
            Group(others.Where(parameter => parameter.dim() > 1), settings.WeightDecay),
            Group(others.Where(parameter => parameter.dim() <= 1), weightDecay: 0),
        ];
        if (gate.Length > 0) groups.Add(Group(gate, weightDecay: 0));
        return optim.SGD(groups, settings.LearningRate);

        SGD.ParamGroup Group(IEnumerable<Parameter> parameters, double weightDecay) =>
            new(parameters, lr: settings.LearningRate, momentum: settings.Momentum, weight_decay: weightDecay, nesterov: true);
    }

    internal static void SetLearningRate(SGD optimizer, TrainingSettings settings, double rate)
    {
        var index = 0;
        foreach (var group in optimizer.ParamGroups) group.LearningRate = index++ == GateGroup ? rate * settings.GateLearningRateFactor : rate;
    }

    // A seed per epoch, the same in every process.
    private static int EpochSeed(int seed, int epoch) => unchecked(seed * 1_000_003 + epoch);
}

using System.Diagnostics;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training.Learning;

/// <summary>The training loop.</summary>
internal sealed partial class Trainer
{
    private readonly TrainingJob job;
    private readonly TrainingState state;
    private readonly TrainingSettings settings;
    private readonly TrainingBatches batches;
    private readonly long steps;
    private readonly string checkpoint;
    private readonly Stopwatch clock;

    private Trainer(TrainingJob job, TrainingState state, TrainingImages images, Stopwatch clock)
    {
        this.job = job;
        this.state = state;
        settings = state.Settings;
        batches = new TrainingBatches(images, settings);
        steps = (long)settings.Epochs * batches.Count;
        checkpoint = TrainingRun.CheckpointPath(job.Folder);
        this.clock = clock;
    }

    /// <summary>Trains a network from its start and leaves its run in the job's folder.</summary>
    /// <returns>The run; null if it was stopped before its end, with a checkpoint.</returns>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="InvalidDataException">Images cannot be used; the message names them.</exception>
    /// <exception cref="InvalidOperationException">The loss became NaN or infinite; the message names the step and the last good checkpoint.</exception>
    public static TrainingRun? Train(TrainingSettings settings, TrainingJob job)
    {
        settings.Validate();
        var clock = Stopwatch.StartNew();
        Directory.CreateDirectory(job.Folder);                                        // before any work is put into it
        var images = TrainingImages.Read(job.Training, settings, job.MaxBytesInMemory);
        TrainingImages.Read(job.Validation, settings, maxBytes: 0);                   // for its errors: they are to come before hours of training, not after
        using var state = TrainingState.Start(settings, job.Training.Labels, images.Normalization);
        return new Trainer(job, state, images, clock).Run();
    }

    /// <summary>Goes on from the checkpoint in the job's folder.</summary>
    /// <inheritdoc cref="Train"/>
    public static TrainingRun? Resume(TrainingJob job)
    {
        var clock = Stopwatch.StartNew();
        using var state = TrainingState.Load(TrainingRun.CheckpointPath(job.Folder));
        var images = TrainingImages.Read(job.Training.WithLabels(state.Labels, job.Training.Folder), state.Settings, job.MaxBytesInMemory);
        if (!images.Normalization.IsCloseTo(state.Normalization))
            throw new InvalidDataException($"The images of '{job.Training.Folder}' are not those that the run began with; it can not be resumed on others.");
        return new Trainer(job, state, images, clock).Run();
    }

    private TrainingRun? Run()
    {
        var (lap, sinceCheckpoint) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        while (state.Step < steps)
        {
            var (epoch, first) = ((int)(state.Step / batches.Count), (int)(state.Step % batches.Count));
            state.Network.train();
            foreach (var (channels, labels) in batches.Epoch(epoch, first))
            {
                using var scope = NewDisposeScope();
                scope.Attach(channels, labels);                                       // [N, C, H/8, W/8], [N]
                if (job.Cancellation.IsCancellationRequested || clock.Elapsed > job.MaxTime)
                {
                    Save(channels, labels);
                    return null;
                }
                var loss = Step(channels, labels);
                if (!double.IsFinite(loss)) throw Divergence($"The loss is {loss}");
                var seconds = TakeLap(lap);
                job.StepDone(state.Step, steps, loss, seconds);
                var isLast = state.Step % batches.Count == 0;
                if (isLast) FinishEpoch(epoch + 1, lap);
                if (!isLast && sinceCheckpoint.Elapsed < job.CheckpointEvery) continue;
                Save(channels, labels);
                sinceCheckpoint.Restart();
            }
        }
        return Finish();
    }

    /// <summary>Adds the time since the last lap, with its wait for data, to the epoch's.</summary>
    private double TakeLap(Stopwatch lap)
    {
        var seconds = lap.Elapsed.TotalSeconds;
        lap.Restart();
        state.Sums = state.Sums with { Seconds = state.Sums.Seconds + seconds };
        return seconds;
    }

    /// <summary>
    /// Writes a checkpoint, if the weights are good: a step whose loss was finite may have left weights whose loss is not, and they must not
    /// replace the last good checkpoint.
    /// </summary>
    private void Save(Tensor channels, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var buffers = state.Network.buffers().Select(buffer => (buffer, saved: buffer.clone())).ToArray();
        var loss = nn.functional.cross_entropy(state.Network.forward(channels).Logits, labels).item<float>();
        foreach (var (buffer, saved) in buffers) buffer.copy_(saved);                 // looking must not change the batch statistics
        if (!double.IsFinite(loss) || !state.Network.parameters().All(parameter => parameter.isfinite().all().item<bool>()))
            throw Divergence($"The loss would be {loss} after this step");
        state.Save(checkpoint);
    }

    /// <summary>One step: zero, forward, loss, backward, step. What it does depends on the state and the batch alone.</summary>
    private double Step(Tensor channels, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var step = state.Step;
        random.manual_seed(unchecked(settings.Seed * 1_000_003L + step));             // the gate's noise
        Optimization.SetLearningRate(
            state.Optimizer, settings.LearningRateAt(step, steps), settings.GateLearningRateFactor * state.Steering.LearningRateAt(step, steps));

        if (state.Network.gate is { } channelGate) channelGate.NoiseScale = GateSteering.NoiseAt(step, steps);

        state.Optimizer.zero_grad();
        var mix = BatchMix.Draw(channels, settings, new SampleRandom(settings.Seed, step, third: 2));
        var output = state.Network.forward(mix.Channels);                             // [N, classes]
        var loss = mix.CrossEntropy(output.Logits, labels, settings.LabelSmoothing);
        var openChannels = 0.0;
        if (output.Gate is { } gate)
        {
            using Scalar lambda = state.Steering.LambdaAt(step, steps);
            loss = loss.add(gate.Gate.sum(1).mean(), lambda);                         // mean number of open channels
            openChannels = ChannelGate.Decide(gate.Logits).sum(1).mean().item<float>();
            state.Steering.Observe(openChannels, ChannelGate.KeepProbability(gate.Logits).sum(1).mean().item<float>(), step, steps);
        }
        loss.backward();
        if (settings.ClipNorm > 0) nn.utils.clip_grad_norm_(state.Network.parameters(), settings.ClipNorm);
        state.Optimizer.step();
        if (state.Average is { } average) WeightAverage.Update(average, state.Network, settings.AverageDecay, step);

        state.Step++;
        double value = loss.item<float>();
        state.Sums = state.Sums with
        {
            Loss = state.Sums.Loss + value,
            Correct = state.Sums.Correct + output.Logits.argmax(1).eq(mix.Share >= 0.5 ? labels : labels.roll(1, 0)).sum().item<long>(),
            Seen = state.Sums.Seen + labels.shape[0],
            Open = state.Sums.Open + openChannels,
        };
        return value;
    }

    private void FinishEpoch(int epoch, Stopwatch lap)
    {
        var isMeasured = epoch == settings.Epochs || epoch % job.EvaluateEvery == 0;
        var validation = isMeasured ? Predictions.Measure(state.Result, settings, job.Validation).Summary : null;
        TakeLap(lap);
        var sums = state.Sums;
        var hasGate = settings.Gate != GateKind.None;
        var report = new EpochReport(
            epoch, sums.Loss / batches.Count, (double)sums.Correct / sums.Seen, hasGate ? sums.Open / batches.Count : null,
            hasGate ? state.Steering.LambdaAt(state.Step, steps) : null, settings.LearningRateAt(state.Step - 1, steps), validation, sums.Seconds);
        state.History.Add(report);
        state.Sums = EpochSums.Zero;
        job.EpochDone(report);
    }

    /// <summary>Measures in float32, writes the run and drops the checkpoint, which has nothing more to give.</summary>
    private TrainingRun Finish()
    {
        state.Result.ComputeType = ScalarType.Float32;
        var shift = settings is { TargetChannels: not null, Gate: GateKind.Hard } ? ReachTarget(state.Result.gate!) : null;
        var predictions = Predictions.Measure(state.Result, settings, job.Validation);
        var run = new TrainingRun(settings, state.Labels, state.Normalization, job.TrainingData, state.History, predictions.Summary, predictions.Gate, shift,
            job.HasValidationFolder);
        run.Save(job.Folder, state.Result, predictions);
        File.Delete(checkpoint);
        return run;
    }

    /// <summary>Shifts the gate's logits by what steering left over, as measured on training images.</summary>
    private GateShift ReachTarget(ChannelGate gate)
    {
        var images = job.Training.Sample(2048);
        var margins = Predictions.GateMargins(state.Result, settings, images);
        var shift = new GateShift(state.Steering.Shift(margins, images.Files.Count), (double)margins.Count(margin => margin > 0) / images.Files.Count);
        gate.Shift(shift.Margin);
        return shift;
    }

    private InvalidOperationException Divergence(string found) => new(
        $"{found} at step {state.Step} of {steps}; " +
        (File.Exists(checkpoint) ? $"'{checkpoint}' is the last good checkpoint. " : "there is no checkpoint yet. ") +
        $"Resumed, the run would come to the same end: train anew with a lower --learning-rate or with --clip-norm, after removing '{job.Folder}'.");
}

using System.Diagnostics;
using FrequencyML.Training.Data;
using static TorchSharp.torch;

namespace FrequencyML.Training.Learning;

internal sealed partial class Trainer
{
    /// <summary>Times steps on real batches, and on one batch again and again, in turns.</summary>
    /// <param name="settings">What to train.</param>
    /// <param name="job">On what.</param>
    /// <param name="rounds">How often both are timed.</param>
    /// <param name="stepsPerRound">The steps of one timing.</param>
    /// <returns>The median seconds of a step with its data and of the computation alone.</returns>
    public static (double WithData, double Computation) MeasureStep(TrainingSettings settings, TrainingJob job, int rounds, int stepsPerRound)
    {
        var images = TrainingImages.Read(job.Training, settings, job.MaxBytesInMemory);
        using var state = TrainingState.Start(settings, job.Training.Labels, images.Normalization);
        var trainer = new Trainer(job, state, images, Stopwatch.StartNew());
        state.Network.train();
        using var batches = Enumerable.Range(0, int.MaxValue).SelectMany(epoch => trainer.batches.Epoch(epoch)).GetEnumerator();
        var (channels, labels) = Next();
        var seconds = (WithData: new List<double>(), Computation: new List<double>());
        for (var round = 0; round <= rounds; round++)                                 // the first is the warm-up
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < stepsPerRound; i++) trainer.Step(channels, labels);
            var computation = clock.Elapsed.TotalSeconds / stepsPerRound;
            for (var i = 0; i <= TrainingBatches.Ahead; i++)                          // the batches made meanwhile are no gift
            {
                var (made, itsLabels) = Next();
                made.Dispose();
                itsLabels.Dispose();
            }
            clock.Restart();
            for (var i = 0; i < stepsPerRound; i++)
            {
                using var scope = NewDisposeScope();
                var batch = Next();
                scope.Attach(batch.Channels, batch.Labels);
                trainer.Step(batch.Channels, batch.Labels);
            }
            if (round == 0) continue;
            seconds.WithData.Add(clock.Elapsed.TotalSeconds / stepsPerRound);
            seconds.Computation.Add(computation);
        }
        channels.Dispose();
        labels.Dispose();
        return (Median(seconds.WithData), Median(seconds.Computation));

        static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

        (Tensor Channels, Tensor Labels) Next()
        {
            batches.MoveNext();
            return batches.Current;
        }
    }
}

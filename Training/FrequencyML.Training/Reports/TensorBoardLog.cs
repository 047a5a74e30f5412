using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Reports;

/// <summary>
/// Writes each epoch of a run for TensorBoard, as <c>events.out.tfevents.*</c> in the run folder: <c>tensorboard --logdir</c> with the folder
/// above shows all runs side by side. The step is the epoch.
/// </summary>
internal sealed class TensorBoardLog
{
    private readonly SummaryWriter writer;
    private readonly IReadOnlyDictionary<string, long> written;

    private TensorBoardLog(string folder, IReadOnlyDictionary<string, long> written)
    {
        this.written = written;
        writer = utils.tensorboard.SummaryWriter(folder);
    }

    /// <summary>Begins a log; that of a run that was in the folder before is removed.</summary>
    public static TensorBoardLog Start(string folder)
    {
        foreach (var path in TensorBoardEvents.Files(folder)) File.Delete(path);
        return new(folder, new Dictionary<string, long>());
    }

    /// <summary>
    /// Goes on with a log, in a file of its own. Epochs that are in it already are not written again: a run that was killed before its
    /// checkpoint does its last epoch anew.
    /// </summary>
    public static TensorBoardLog Continue(string folder)
    {
        var values = TensorBoardEvents.Files(folder).SelectMany(TensorBoardEvents.Read);
        return new(folder, values.GroupBy(value => value.Tag).ToDictionary(group => group.Key, group => group.Max(value => value.Step)));
    }

    /// <summary>Writes an epoch; values that the run does not have are left out.</summary>
    public void Write(EpochReport epoch)
    {
        Add("loss/training", epoch.Loss);
        Add("accuracy/training", epoch.TrainingAccuracy);
        Add("accuracy/validation", epoch.Validation?.Accuracy);
        Add("learning_rate", epoch.LearningRate);
        Add("gate/open_channels", epoch.OpenChannels);
        Add("gate/lambda", epoch.Lambda);

        void Add(string tag, double? value)
        {
            if (value is not { } number || epoch.Epoch <= written.GetValueOrDefault(tag)) return;
            writer.add_scalar(tag, (float)number, epoch.Epoch, DateTimeOffset.UtcNow.ToUnixTimeSeconds());   // as float32: to two minutes
        }
    }
}

// Signatures of dotnet/machinelearning (MIT licence), src/Microsoft.ML.AutoML; the file and commit of each stand above it. Every body throws.

using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

// API/MLContextExtension.cs, 6f95ca6
public static class MLContextExtension
{
    public static AutoCatalog Auto(this MLContext mlContext) => throw new NotImplementedException();
}

// API/AutoCatalog.cs, 75758cf
public sealed class AutoCatalog
{
    internal AutoCatalog(MLContext context) => throw new NotImplementedException();

    public SweepableEstimator CreateSweepableEstimator<T>(Func<MLContext, T, IEstimator<ITransformer>> factory, SearchSpace<T> ss = null)
        where T : class, new() => throw new NotImplementedException();

    public AutoMLExperiment CreateExperiment(AutoMLExperiment.AutoMLExperimentSettings settings = null) => throw new NotImplementedException();
}

// SweepableEstimator/SweepableEstimator.cs, 94bf99d; base type and converter left out
public class SweepableEstimator
{
    protected SweepableEstimator() => throw new NotImplementedException();
}

// SweepableEstimator/SweepablePipeline.cs, 2722c86; interface and converter left out
public class SweepablePipeline
{
    internal SweepablePipeline() => throw new NotImplementedException();
}

// API/SweepableExtension.cs, after ca53370: Append gives a SweepablePipeline; three of its overloads
public static class SweepableExtension
{
    public static SweepablePipeline Append(this SweepableEstimator estimator, SweepablePipeline estimator1) => throw new NotImplementedException();

    public static SweepablePipeline Append(this SweepableEstimator estimator, IEstimator<ITransformer> estimator1) => throw new NotImplementedException();

    public static SweepablePipeline Append(this SweepableEstimator estimator, params SweepableEstimator[] estimators) => throw new NotImplementedException();
}

// API/AutoMLExperimentExtension.cs, 01e02ac
public static class AutoMLExperimentExtension
{
    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView train, IDataView validation, bool subSamplingTrainDataset = false) =>
        throw new NotImplementedException();

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, DataOperationsCatalog.TrainTestData trainValidationSplit) =>
        throw new NotImplementedException();

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView dataset, int fold = 10, string samplingKeyColumnName = null) =>
        throw new NotImplementedException();

    public static AutoMLExperiment SetMulticlassClassificationMetric(
        this AutoMLExperiment experiment, MulticlassClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel") =>
        throw new NotImplementedException();

    public static AutoMLExperiment SetPipeline(this AutoMLExperiment experiment, SweepablePipeline pipeline) => throw new NotImplementedException();
}

// AutoMLExperiment/AutoMLExperiment.cs, after 039fb8f: with SetMaxModelToExplore
public class AutoMLExperiment
{
    public AutoMLExperiment(MLContext context, AutoMLExperimentSettings settings) => throw new NotImplementedException();

    public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds) => throw new NotImplementedException();

    public AutoMLExperiment SetMaxModelToExplore(int maxModel) => throw new NotImplementedException();

    public Task<TrialResult> RunAsync(CancellationToken ct = default) => throw new NotImplementedException();

    // ExperimentSettings, the base type, left out
    public class AutoMLExperimentSettings
    {
    }
}

// API/MulticlassClassificationExperiment.cs, 6f95ca6
public enum MulticlassClassificationMetric
{
    MicroAccuracy,
    MacroAccuracy,
    LogLoss,
    LogLossReduction,
    TopKAccuracy,
}

// AutoMLExperiment/TrialResult.cs, after 0287d34: with Loss; four of its properties
public class TrialResult
{
    public TrialSettings TrialSettings { get; set; }

    public ITransformer Model { get; set; }

    public double Loss { get; set; }

    public double Metric { get; set; }
}

// AutoMLExperiment/TrialSettings.cs, 2722c86; two of its properties
public class TrialSettings
{
    public int TrialId { get; set; }

    public Parameter Parameter { get; set; }
}

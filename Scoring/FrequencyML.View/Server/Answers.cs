using FrequencyML.View.Images;
using FrequencyML.View.Results;

namespace FrequencyML.View.Server;

/// <summary>What the page asks for first.</summary>
/// <param name="Name">The output.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Failed">Those whose image failed.</param>
/// <param name="HasTruth">Whether folders name classes.</param>
/// <param name="HasGateOpen">Whether the model had a gate.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Notices">What is missing, damaged or not known, a sentence each.</param>
/// <param name="Model">The model; null where it is not at hand.</param>
internal sealed record ResultsAnswer(
    string Name, int Rows, int Failed, bool HasTruth, bool HasGateOpen, IReadOnlyList<string> Labels, IReadOnlyList<string> Notices, ModelAnswer? Model);

/// <summary>A model.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="HasGate">Whether it has a gate.</param>
/// <param name="Channels">The indices of its channels, 0..191, in its order.</param>
internal sealed record ModelAnswer(string Name, bool HasGate, IReadOnlyList<int> Channels);

/// <summary>Some rows of a filter.</summary>
/// <param name="Total">How many the filter leaves.</param>
/// <param name="Rows">Those that were asked for.</param>
internal sealed record RowsAnswer(int Total, IReadOnlyList<ResultRow> Rows);

/// <summary>Where a row is among the rows of a filter; all null if it is not among them.</summary>
/// <param name="Place">Its place, from 0.</param>
/// <param name="Previous">The row before it; null for the first.</param>
/// <param name="Next">The row after it; null for the last.</param>
internal sealed record PlaceAnswer(int? Place, long? Previous, long? Next);

/// <summary>The gate over the rows of a filter.</summary>
/// <param name="Of">The images that the sample is of.</param>
/// <param name="Mean">The sample's.</param>
internal sealed record GateAnswer(int Of, GateMean Mean);

/// <summary>One image.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Bytes">The length of its file; null if that cannot be read.</param>
/// <param name="Problem">Why it cannot be examined; null if it could be, or there is no model.</param>
/// <param name="Examination">What the model sees in it.</param>
internal sealed record ImageAnswer(ResultRow Row, int? Bytes, string? Problem, Examination? Examination);

using System.Management.Automation;
using FrequencyML.Cmdlets;

namespace FrequencyML.PowerShell;

// The cmdlets by name, for PowerShell's default load context; see FrequencyML.PowerShell.Loader for why they are derived from those that do the work.

/// <inheritdoc/>
[Cmdlet(VerbsLifecycle.Invoke, "FrequencyScore", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FrequencyScore))]
public sealed class InvokeFrequencyScoreCommand : InvokeFrequencyScore;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Get, "DctChannel", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(DctChannels))]
public sealed class GetDctChannelCommand : GetDctChannel;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Get, "FrequencyModel", DefaultParameterSetName = "Path")]
[OutputType(typeof(FrequencyModelInfo))]
public sealed class GetFrequencyModelCommand : GetFrequencyModel;

/// <inheritdoc/>
[Cmdlet(VerbsDiagnostic.Measure, "FrequencyDistance", DefaultParameterSetName = "Path")]
[OutputType(typeof(ImageDistance))]
public sealed class MeasureFrequencyDistanceCommand : MeasureFrequencyDistance;

/// <inheritdoc/>
[Cmdlet(VerbsLifecycle.Start, "FrequencyBatch", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FrequencyBatch))]
public sealed class StartFrequencyBatchCommand : StartFrequencyBatch;

/// <inheritdoc/>
[Cmdlet(VerbsDiagnostic.Test, "FrequencyDevice")]
[OutputType(typeof(FrequencyDevice), typeof(bool))]
public sealed class TestFrequencyDeviceCommand : TestFrequencyDevice;

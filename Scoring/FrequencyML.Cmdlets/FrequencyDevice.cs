using FrequencyML.Scoring.Devices;

namespace FrequencyML.Cmdlets;

/// <summary>Whether a device runs a model here, and if not, what it lacks.</summary>
public sealed class FrequencyDevice
{
    internal FrequencyDevice(DeviceExamination examination)
    {
        Device = examination.Device.ToString();
        RunsOn = examination.RunsOn?.ToString();
        Detail = examination.Detail;
        Fix = examination.Fix;
    }

    /// <summary>The device, as a parameter -Device takes it.</summary>
    public string Device { get; }

    /// <summary>Whether it runs a model.</summary>
    public bool IsUsable => RunsOn is not null;

    /// <summary>The device that auto takes, else the device itself; null if it cannot be used.</summary>
    public string? RunsOn { get; }

    /// <summary>What is to be known of it; where it cannot be used, why.</summary>
    public string Detail { get; }

    /// <summary>What to do about it; empty where nothing is known or to be done.</summary>
    public string Fix { get; }

    /// <inheritdoc/>
    public override string ToString() => Device;
}

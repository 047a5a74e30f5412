namespace FrequencyML.Models;

/// <summary>How a <see cref="FrequencyModel"/> runs.</summary>
public sealed record FrequencyModelOptions
{
    /// <summary>The processor's threads for one run; 0, the default, for one per processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>
    /// The device; the default is <see cref="InferenceDevice.Auto"/>. Any other runs the whole model or fails with
    /// <see cref="DeviceUnavailableException"/>.
    /// </summary>
    public InferenceDevice Device { get; init; } = InferenceDevice.Auto;
}

namespace FrequencyML.Models;

/// <summary>A device was asked for by name, and it cannot run the model: nothing is run elsewhere instead.</summary>
public sealed class DeviceUnavailableException : InvalidOperationException
{
    /// <summary>Creates the exception; its message is one line of device, reason and fix.</summary>
    /// <param name="device">The device that was asked for.</param>
    /// <param name="reason">Why it cannot run, as a clause without a full stop.</param>
    /// <param name="fix">What to do about it, as a sentence; empty where nothing is known.</param>
    /// <param name="inner">What OnnxRuntime threw, if it did.</param>
    public DeviceUnavailableException(InferenceDevice device, string reason, string fix, Exception? inner = null)
        : base($"{device} cannot be used: {reason}. {fix}".TrimEnd(), inner)
    {
        Device = device;
        Reason = reason;
        Fix = fix;
    }

    /// <summary>The device that was asked for.</summary>
    public InferenceDevice Device { get; }

    /// <summary>Why it cannot run, as a clause without a full stop.</summary>
    public string Reason { get; }

    /// <summary>What to do about it, as a sentence; empty where nothing is known.</summary>
    public string Fix { get; }
}

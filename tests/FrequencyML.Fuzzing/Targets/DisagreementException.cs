namespace FrequencyML.Fuzzing.Targets;

/// <summary>Two ways to the same result give different ones; no API throws it.</summary>
internal sealed class DisagreementException : Exception
{
    public DisagreementException()
    {
    }

    public DisagreementException(string message)
        : base(message)
    {
    }

    public DisagreementException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

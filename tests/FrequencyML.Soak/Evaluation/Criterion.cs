namespace FrequencyML.Soak.Evaluation;

/// <summary>One thing that must hold.</summary>
/// <param name="Of">The subject or process.</param>
/// <param name="Name">What is asked.</param>
/// <param name="Allowed">What must hold.</param>
/// <param name="Measured">What was found.</param>
/// <param name="Holds">Whether it does.</param>
internal sealed record Criterion(string Of, string Name, string Allowed, string Measured, bool Holds);

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>One way from JPEG files to coefficients, pixels or a tensor, on the calling thread; made for the files it reads.</summary>
internal interface IContender
{
    /// <summary>Reads every file once.</summary>
    /// <returns>A number that depends on what was read, so that no work can be left out.</returns>
    double ReadAll();
}

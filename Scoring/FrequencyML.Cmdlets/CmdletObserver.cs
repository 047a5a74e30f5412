using System.Management.Automation;
using FrequencyML.Scoring;

namespace FrequencyML.Cmdlets;

/// <summary>Shows a score job as verbose messages, warnings and a progress bar.</summary>
internal sealed class CmdletObserver(Cmdlet cmdlet, string activity) : IScoreObserver
{
    /// <inheritdoc/>
    public void Report(string sentence) => cmdlet.WriteVerbose(CmdletErrors.NamingParameters(sentence));

    /// <inheritdoc/>
    public void Warn(string sentence) => cmdlet.WriteWarning(CmdletErrors.NamingParameters(sentence));

    /// <inheritdoc/>
    public void Track(Func<long?> count, Action<Action> work)
    {
        var total = count();
        var progress = new PipelineProgress(cmdlet, activity);
        work(() => progress.Advance(failed: false, total));
        progress.End();
    }
}

using System.CommandLine;
using System.Runtime.InteropServices;
using FrequencyML.Fuzzing.Targets;
using SharpFuzz;

namespace FrequencyML.Fuzzing;

/// <summary><c>afl</c>: what afl-fuzz runs. Our assemblies have to be instrumented (afl.sh); an undocumented exception is a crash.</summary>
internal static class AflCommand
{
    public static Command Create()
    {
        Argument<string> name = new("target");
        Command command = new("afl", "Tries inputs that afl-fuzz makes; see afl.sh.") { name };
        command.SetAction(parsed =>
        {
            TraceBeforeTheRun();
            var target = TargetTable.Get(parsed.GetRequiredValue(name));
            var read = target.Open();
            var input = new MemoryStream();
            Fuzzer.Run(stream =>
            {
                input.SetLength(0);
                stream.CopyTo(input);
                var bytes = input.ToArray();
                target.Repair?.Invoke(bytes);                                         // as replay --repair does
                try
                {
                    read(bytes);
                }
                catch (Exception error) when (target.Documents(error))
                {
                    // As it should be.
                }
            });
        });
        return command;
    }

    /// <summary>Instrumented code notes its branches from its first one on; AFL++'s memory for that is there only when the run begins.</summary>
    private static unsafe void TraceBeforeTheRun()
    {
        const int mapLength = 1 << 16;
        SharpFuzz.Common.Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(mapLength);
    }
}

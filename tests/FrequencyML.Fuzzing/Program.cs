using System.CommandLine;
using FrequencyML.Fuzzing;

var root = new RootCommand("Feeds mutated inputs to everything in FrequencyML that reads a file.")
{
    MutateCommand.Create(),
    ReplayCommand.Create(),
    SeedsCommand.Create(),
    AflCommand.Create(),
};
return root.Parse(args).Invoke();

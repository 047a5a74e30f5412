using System.CommandLine;
using FrequencyML.Cli.Commands;
using FrequencyML.Shared;

var root = new RootCommand("Classifies images from their DCT coefficients.")
{
    ScoreCommand.Create(), VerifyCommand.Create(), MergeCommand.Create(), ViewCommand.Create(), ChannelsCommand.Create(), CoefficientsCommand.Create(), DoctorCommand.Create(),
};
return CommandLine.Run("frequencyml", root, args);

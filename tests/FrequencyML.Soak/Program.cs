using FrequencyML.Shared;
using FrequencyML.Soak;

return CommandLine.Run("soak", SoakCommand.Create(), args);

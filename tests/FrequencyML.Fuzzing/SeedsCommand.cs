using System.CommandLine;
using FrequencyML.Fuzzing.Targets;

namespace FrequencyML.Fuzzing;

/// <summary><c>seeds</c>: the seeds of a target as files, and its tokens as a dictionary, for AFL++.</summary>
internal static class SeedsCommand
{
    public static Command Create()
    {
        Argument<string> target = new("target");
        Argument<string> folder = new("folder");
        Command command = new("seeds", "Writes the seeds of a target into FOLDER, and its tokens as FOLDER.dict.") { target, folder };
        command.SetAction(parsed =>
        {
            var found = TargetTable.Get(parsed.GetRequiredValue(target));
            var path = Directory.CreateDirectory(parsed.GetRequiredValue(folder)).FullName;
            for (var i = 0; i < found.Seeds.Count; i++) File.WriteAllBytes(Path.Combine(path, $"{i:D3}"), found.Seeds[i]);
            File.WriteAllLines($"{path}.dict", found.Tokens.Where(token => token.Length is > 0 and <= 128).Select(token => $"\"{string.Concat(token.Select(value => $"\\x{value:X2}"))}\""));
        });
        return command;
    }
}

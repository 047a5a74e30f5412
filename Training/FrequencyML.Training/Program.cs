using System.CommandLine;
using FrequencyML.Shared;
using FrequencyML.Training;
using FrequencyML.Training.Commands;

LibTorch.Prepare();
var root = new RootCommand("Trains gated networks on DCT channels and exports them to ONNX.")
{
    GenerateCommand.Create(),
    TrainCommand.Create(),
    EvaluateCommand.Create(),
    ExportCommand.Create(),
    ImportCommand.Create(),
    CompareCommand.Create(),
    BenchmarkCommand.Create(),
    ReportCommand.Create(),
    GateReportCommand.Create(),
    SelectCommand.Create(),
};
return CommandLine.Run("frequencyml-train", root, args);

namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>How a pipeline of ML.NET's transforms is given several threads.</summary>
internal enum PixelThreading
{
    /// <summary>One cursor; OnnxRuntime has the threads, for each operator of the network.</summary>
    Network,

    /// <summary>One cursor of ML.NET's own for each thread, of one view; OnnxRuntime has one thread in each.</summary>
    CursorSet,

    /// <summary>One view with its cursor for each thread, over its share of the files; OnnxRuntime has one thread in each.</summary>
    Views,
}

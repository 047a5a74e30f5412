namespace FrequencyML.View.Results;

/// <summary>What became of an image.</summary>
internal enum RowStatus
{
    /// <summary>Its best class is the one that its folder names.</summary>
    Right,

    /// <summary>Its folder names another class.</summary>
    Wrong,

    /// <summary>It has an error.</summary>
    Failed,

    /// <summary>It has a class, and its folder names none.</summary>
    Unknown,
}

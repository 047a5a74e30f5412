namespace FrequencyML.Cmdlets;

/// <summary>Completes the published selections of channels.</summary>
public sealed class SelectionCompleter() : ListCompleter(
    ("6", "6 channels"), ("24", "The paper's main selection"), ("32", "32 channels"), ("48", "48 channels"), ("64", "64 channels"), ("192", "All channels"));

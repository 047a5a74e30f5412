namespace FrequencyML.Scoring.Rows;

/// <summary>The formats of outputs.</summary>
internal enum RowFormat
{
    /// <summary>RFC 4180 with a header line.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>Apache Parquet, Snappy-compressed.</summary>
    Parquet,
}

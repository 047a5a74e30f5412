namespace FrequencyML.Jpeg.Internal;

/// <summary>Why a scan cannot be decoded from some point on.</summary>
internal enum ScanDamage
{
    None,
    BadCode,
    BadSymbol,
    BlockOverrun,
    DcOverflow,
    Truncated,
    ExtraData,
    MissingRestart,
}

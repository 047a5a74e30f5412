namespace FrequencyML.Jpeg;

/// <summary>What a lenient read had to leave out.</summary>
/// <param name="Message">The first damage that was met, in a sentence.</param>
/// <param name="ByteOffset">Where it is, in bytes from the start of the file.</param>
/// <param name="Count">How many times damage was met.</param>
/// <param name="LostBlocks">The blocks that could not be decoded, summed over scans; they hold what earlier scans gave them, else
/// zero.</param>
/// <param name="Blocks">The blocks that the scans in the file should have coded, summed over scans.</param>
public readonly record struct JpegDamage(string Message, long ByteOffset, int Count, long LostBlocks, long Blocks);

using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

/// <summary>A read that may fail, but only as documented: with one of two exceptions, which says where, and soon.</summary>
internal static partial class Attempt
{
    /// <summary>Far more than any file of the tests takes; a machine may be busy.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Reads a file.</summary>
    /// <returns>Null, or the documented exception; any other passes.</returns>
    public static Exception? Read(CoefficientImage image, ReadOnlySpan<byte> jpeg)
    {
        var started = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        try
        {
            image.Read(jpeg);
            AssertDamageIsSound(image.Damage);
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException)
        {
            AssertSaysWhere(error);
            thrown = error;
        }
        if (Stopwatch.GetElapsedTime(started) > Longest)
            Assert.Fail($"Reading {jpeg.Length} bytes took {Stopwatch.GetElapsedTime(started)}.");
        if (thrown is not null && image.Header.ComponentCount > 0) Assert.Fail("A read that failed has left a header.");
        return thrown;
    }

    /// <summary>A message names a byte, a marker or an option.</summary>
    public static void AssertSaysWhere(Exception error)
    {
        if (!Place().IsMatch(error.Message)) Assert.Fail($"The message does not say where: {error.Message}");
    }

    private static void AssertDamageIsSound(JpegDamage? damage)
    {
        if (damage is not { } found) return;
        if (found.Count < 1 || found.LostBlocks < 0 || found.LostBlocks > found.Blocks || found.ByteOffset < 0)
            Assert.Fail($"The damage makes no sense: {found}");
        if (!Place().IsMatch(found.Message)) Assert.Fail($"The message does not say where: {found.Message}");
    }

    [GeneratedRegex(@"\bbyte \d+|\b\d+ bytes beginning with|\bDNL\b|\(Max[A-Z]")]
    private static partial Regex Place();
}

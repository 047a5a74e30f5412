using System.Diagnostics;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

/// <summary>Damages every file of the corpus in hundreds of ways: minutes. <c>torture.sh</c> runs it.</summary>
[Explicit("It damages each file of the corpus in hundreds of ways, which takes minutes: torture.sh runs it."), Category("Torture"), Parallelizable(ParallelScope.Children)]
public sealed class TortureTests
{
    private const int Step = 97, Flips = 200, MaxPixels = 20_000_000;

    private static readonly long Started = Stopwatch.GetTimestamp();
    private static long decodes;

    [OneTimeTearDown]
    public void Report() => TestContext.Progress.WriteLine($"{decodes} decodes in {Stopwatch.GetElapsedTime(Started).TotalSeconds:F0} s");

    [TestCaseSource(typeof(CorpusFolder), nameof(CorpusFolder.Files))]
    public void Read_TruncatedCorpusFile_ThrowsOnlyDocumented(string? file)
    {
        var jpeg = File.ReadAllBytes(CorpusFolder.Require(file));
        using var readers = new Readers();
        for (var length = 0; length < jpeg.Length; length += Step) readers.Read(jpeg.AsSpan(0, length), $"{length} bytes");
    }

    [TestCaseSource(typeof(CorpusFolder), nameof(CorpusFolder.Files))]
    public void Read_CorpusFileWithAByteChanged_ThrowsOnlyDocumented(string? file)
    {
        var jpeg = File.ReadAllBytes(CorpusFolder.Require(file));
        if (jpeg.Length == 0) return;
        var random = new Random(jpeg.Length);
        using var readers = new Readers();
        for (var flip = 0; flip < Flips; flip++)
        {
            // Half of them in the first kilobyte, where the headers are.
            var place = random.Next(flip % 2 == 0 ? jpeg.Length : Math.Min(jpeg.Length, 1024));
            var before = jpeg[place];
            jpeg[place] ^= (byte)random.Next(1, 256);
            readers.Read(jpeg, $"byte {place} is {jpeg[place]:X2} instead of {before:X2}");
            jpeg[place] = before;
        }
    }

    /// <summary>A strict and a lenient reader of one file.</summary>
    private sealed class Readers : IDisposable
    {
        private readonly CoefficientImage strict = new(new JpegReadOptions { MaxPixels = MaxPixels });
        private readonly CoefficientImage lenient = new(new JpegReadOptions { MaxPixels = MaxPixels, Lenient = true });
        private long count;

        public void Read(ReadOnlySpan<byte> jpeg, string damage)
        {
            try
            {
                var error = Attempt.Read(strict, jpeg);
                var lenientError = Attempt.Read(lenient, jpeg);
                count += 2;
                if (error is null && (lenientError is not null || lenient.Damage is not null))
                    Assert.Fail($"{damage}: only the lenient reader minds.");
                if (error is not null && lenientError is null && lenient.Damage is null)
                    Assert.Fail($"{damage}: only the strict reader minds: {error.Message}");
            }
            catch (Exception error) when (error is not ResultStateException)
            {
                Assert.Fail($"{damage}: {error}");
            }
        }

        public void Dispose() => Interlocked.Add(ref decodes, count);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FrequencyML.Scoring.Runs;

/// <summary>
/// What tells one manifest from another: SHA-256 over the paths in order, each as its length (little-endian Int32, in bytes) and its UTF-8.
/// </summary>
internal sealed class ManifestHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds the next path.</summary>
    public void Add(string path)
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    /// <summary>The hash of what was added, in lower-case hexadecimal; begins anew.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}

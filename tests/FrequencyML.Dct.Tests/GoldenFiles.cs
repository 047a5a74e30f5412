using FrequencyML.Tests.Shared;

namespace FrequencyML.Dct.Tests;

/// <summary>The JPEG files of tests/Golden; its README says what each one covers.</summary>
internal static class GoldenFiles
{
    /// <summary>The sampling factors of luma in the grid; chroma has 1x1.</summary>
    public static readonly string[] Samplings = ["1x1", "2x1", "1x2", "2x2", "4x1", "1x4", "4x2", "3x1"];

    /// <summary>The sides of the grid's images, in pixels.</summary>
    public static readonly int[] Sides = [1, 7, 8, 9, 17, 33];

    /// <summary>The variants of the grid: a sampling and side have the same coefficients in all of them.</summary>
    public static readonly string[] Variants = ["sequential", "progressive", "non-interleaved", "restart-mcu", "restart-row"];

    /// <summary>Files that hold the coefficients of one 4:2:0 image of 33x17 pixels.</summary>
    public static readonly string[] OfOneImage =
    [
        "optimized", "scans-y-cbcr", "progressive-restart-mcu", "progressive-restart-row", "fill-bytes", "comments", "no-eoi", "dnl",
        "dnl-restart", "dnl-non-interleaved",
    ];

    /// <summary>The bytes of a file.</summary>
    /// <param name="name">Without its extension, for instance <c>2x2-progressive-33</c>.</param>
    public static byte[] Read(string name) => File.ReadAllBytes(Repository.PathOf("tests", "Golden", name + ".jpg"));

    /// <summary>A file of the grid.</summary>
    public static byte[] Read(string sampling, string variant, int side) => Read($"{sampling}-{variant}-{side}");
}

namespace FrequencyML.Dct.Internal;

/// <summary>
/// The two products of <c>A_v . B . A_h^T</c>, plainly: what the vector kernels compute, for processors without vectors and for tests to
/// compare with.
/// </summary>
internal static unsafe partial class CoefficientKernel
{
    /// <summary>The rows of a group of the vertical operator.</summary>
    public const int GroupLength = 4;

    /// <summary>The rows of the vertical operator, four groups, that the horizontal one takes at once: the lanes of its source.</summary>
    public const int Lanes = 16;

    /// <summary>
    /// Multiplies a run of block columns by one group of the vertical operator:
    /// <c>target[x, r] = sum of weights[y, r] * steps[y, x] * levels[y, x]</c>.
    /// </summary>
    /// <param name="rows">For every source block row its first block column.</param>
    /// <param name="rowCount">The source block rows.</param>
    /// <param name="columns">The block columns, an even number; the sources have as many.</param>
    /// <param name="steps">64 quantization steps <c>[v, u]</c>.</param>
    /// <param name="weights"><c>[rowCount * 8, 4]</c>.</param>
    /// <param name="target">Receives four lanes of <c>[columns * 8, 16]</c>.</param>
    public static void MultiplyVerticalScalar(short** rows, int rowCount, int columns, float* steps, float* weights, float* target)
    {
        for (var x = 0; x < columns * 8; x++)
            for (var lane = 0; lane < GroupLength; lane++)
            {
                var sum = 0f;
                for (var y = 0; y < rowCount * 8; y++)
                {
                    var inBlock = y % 8 * 8 + x % 8;
                    sum += weights[y * GroupLength + lane] * (rows[y / 8][x / 8 * 64 + inBlock] * steps[inBlock]);
                }
                target[x * Lanes + lane] = sum;
            }
    }

    /// <summary>
    /// Multiplies 16 lanes by one group of the horizontal operator: <c>target[k, lane] = sum of weights[x, k] * source[x, lane]</c>.
    /// </summary>
    /// <param name="source"><c>[count, 16]</c>.</param>
    /// <param name="count">The source coefficients.</param>
    /// <param name="weights"><c>[count, frequencies]</c>.</param>
    /// <param name="frequencies">The rows of the group, an even number.</param>
    /// <param name="target">Receives <c>[frequencies, ...]</c> rows of 16 lanes, <paramref name="stride"/> floats apart.</param>
    /// <param name="stride">From one row of the target to the next.</param>
    public static void MultiplyHorizontalScalar(float* source, int count, float* weights, int frequencies, float* target, int stride)
    {
        for (var k = 0; k < frequencies; k++)
            for (var lane = 0; lane < Lanes; lane++)
            {
                var sum = 0f;
                for (var x = 0; x < count; x++) sum += weights[x * frequencies + k] * source[x * Lanes + lane];
                target[k * stride + lane] = sum;
            }
    }

    /// <summary>Stores 16 lanes, each as a run of its own.</summary>
    /// <param name="source"><c>[count, 16]</c>.</param>
    /// <param name="count">The values of a lane.</param>
    /// <param name="targets">Where each lane goes; null for a lane that is not wanted.</param>
    /// <param name="step">From one value to the next.</param>
    public static void StoreLanes(float* source, int count, float** targets, int step)
    {
        var first = step == 1 ? StoreLanesVector(source, count, targets) : 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            if (targets[lane] == null) continue;
            for (var i = first; i < count; i++) targets[lane][i * step] = source[i * Lanes + lane];
        }
    }
}

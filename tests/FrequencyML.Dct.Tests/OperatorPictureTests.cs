using System.Globalization;
using System.Text;
using FrequencyML.Dct.Internal;
using FrequencyML.Jpeg;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

/// <summary>
/// docs/images/operator.svg is made by this code from the operator itself: the factors of one axis, their product, and the products with the coefficients of an image.
/// With FREQUENCYML_UPDATE_SNAPSHOTS=1 the test writes the picture instead of comparing with it.
/// </summary>
public sealed class OperatorPictureTests
{
    private const string UpdateVariable = "FREQUENCYML_UPDATE_SNAPSHOTS";

    private const byte LowestFour = 0b1111;

    private const int Width = 1180, Height = 910, Crop = 56;

    /// <summary>Shades for values from the largest down, each a quarter of the one before; what is smaller is not drawn.</summary>
    private static readonly string[] Shades = ["#08306b", "#2171b5", "#6baed6", "#c6dbef"];

    private readonly StringBuilder svg = new();

    [Test]
    public void Picture_OfTheDocumentation_IsThatOfTheOperator()
    {
        var path = Repository.PathOf("docs", "images", "operator.svg");
        Draw();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, svg.ToString());
            Assert.Ignore($"{UpdateVariable} is 1: rewrote operator.svg instead of comparing.");
        }
        Assert.That(svg.ToString(), Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), $"Run with {UpdateVariable}=1, look at the picture and commit it.");
    }

    private void Draw()
    {
        // A ground of its own: it is shown on light and dark pages.
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"16\" fill=\"#1f2328\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" rx=\"12\" fill=\"#ffffff\"/>\n");
        Text(30, 40, "One axis: 96 samples in 12 blocks of a file are resized to 64, cropped to 56, and 4 of 8 frequencies of 7 blocks are kept", "bold");
        const double scale = 96.0 / 64;
        var transform = BandedMatrix.BlockDct(Crop, LowestFour);
        var resample = BandedMatrix.Resample(96, scale, ImageGeometry.CentreOf(64, Crop), Crop, ResizeKernel.Triangle);
        var inverse = BandedMatrix.Resample(96, 1, 0, 96, ResizeKernel.Bilinear).TimesInverseBlockDct();
        var axis = new AxisGeometry(96, 64, Crop, ResizeKernel.Triangle, Blur: false, Flip: false, LowestFour) { InBlocks = true }.Compose();
        const double top = 110, cell = 2.75;
        var x = 30.0;
        x = Matrix(x, top, cell, Dense(axis), "A") + 14;
        Text(x, top + 20, "=");
        x = Matrix(x + 24, top, cell, Dense(transform), "DCT, keep") + 14;
        Text(x, top + 20, "·");
        x = Matrix(x + 20, top, cell, Dense(resample), "resize, crop") + 14;
        Text(x, top + 20, "·");
        Matrix(x + 20, top, cell, Dense(inverse), "inverse DCT");
        Text(30, top + 28 * cell + 44, $"A is composed once for an image size. The {Count(axis)} numbers");
        Text(30, top + 28 * cell + 66, "of it that are not zero stand in one run a row: a band.");

        var jpeg = new CoefficientImage();
        jpeg.Read(File.ReadAllBytes(Repository.PathOf("data", "samples", "marble", "7-0000.jpg")));
        int width = jpeg.Header.Width, height = jpeg.Header.Height;
        var geometry = new ImageGeometry(resize: 64, crop: Crop);
        var shortSide = Math.Min(width, height);
        var vertical = Dense(Axis(height));
        var horizontal = Dense(Axis(width));
        var coefficients = Coefficients(jpeg.Plane(0));
        var channels = Product(Product(vertical, coefficients), Transposed(horizontal));

        const double second = 480, small = 1.75;
        Text(30, second - 62, $"An image: the luma of a JPEG file of {width}x{height} pixels to {LowestFourSquared} channels of 7x7, without a pixel", "bold");
        x = Matrix(30, second, 4 * small, channels, "channels") + 14;
        Text(x, second + 20, "=");
        x = Matrix(x + 24, second, small, vertical, "A_v") + 14;
        Text(x, second + 20, "·");
        x = Matrix(x + 20, second, small, coefficients, "B: the file's coefficients, dequantized") + 14;
        Text(x, second + 20, "·");
        Matrix(x + 20, second, small, Transposed(horizontal), "A_h^T");
        Text(30, 780, "Dark is large; each shade reaches down to a quarter of the one before.");
        Text(30, 802, "The channels are drawn four times as large: in each square of 4x4 cells,");
        Text(30, 824, "one block, rows are vertical and columns horizontal frequencies.");
        svg.Append("</svg>\n");

        BandedMatrix Axis(int length) =>
            new AxisGeometry(length, geometry.ResizedLength(length, shortSide), Crop, ResizeKernel.Triangle, Blur: false, Flip: false, LowestFour) { InBlocks = true }.Compose();
    }

    private static int LowestFourSquared => int.PopCount(LowestFour) * int.PopCount(LowestFour);

    /// <summary>Draws a matrix with its name and size above; returns where it ends.</summary>
    private double Matrix(double left, double top, double cell, double[,] values, string name)
    {
        int rows = values.GetLength(0), columns = values.GetLength(1);
        Text(left, top - 26, name);
        Text(left, top - 8, $"{rows} x {columns}", "normal", 13);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{top}\" width=\"{columns * cell}\" height=\"{rows * cell}\" fill=\"#f6f8fa\" stroke=\"#8c959f\"/>\n");
        var largest = values.Cast<double>().Max(Math.Abs);
        for (var shade = 0; shade < Shades.Length; shade++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path transform=\"translate({left} {top}) scale({cell})\" fill=\"{Shades[shade]}\" d=\"");
            for (var row = 0; row < rows; row++)
                for (int column = 0, run; column < columns; column += Math.Max(run, 1))
                {
                    for (run = 0; column + run < columns && ShadeOf(Math.Abs(values[row, column + run]) / largest) == shade;) run++;
                    if (run > 0) svg.Append(CultureInfo.InvariantCulture, $"M{column} {row}h{run}v1h-{run}z");
                }
            svg.Append("\"/>\n");
        }
        return left + columns * cell;
    }

    /// <summary>Rounded first: two processors may differ in the last bit.</summary>
    private static int ShadeOf(double share) => Math.Round(share, 6) switch { > 0.25 => 0, > 0.0625 => 1, > 0.015625 => 2, > 0.00390625 => 3, _ => -1 };

    private void Text(double x, double y, string text, string weight = "normal", int size = 16) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-weight=\"{weight}\" font-size=\"{size}\">{text}</text>\n");

    private static int Count(BandedMatrix matrix) => Dense(matrix).Cast<double>().Count(value => Math.Abs(value) > 1e-12);

    private static double[,] Dense(BandedMatrix matrix)
    {
        var dense = new double[matrix.Rows, matrix.Columns];
        for (var row = 0; row < matrix.Rows; row++)
            for (var i = 0; i < matrix.Row(row).Length; i++) dense[row, matrix.Start(row) + i] = matrix.Row(row)[i];
        return dense;
    }

    private static double[,] Coefficients(CoefficientPlane plane)
    {
        int rows = plane.Component.HeightInBlocks, columns = plane.Component.WidthInBlocks;
        var dense = new double[rows * 8, columns * 8];
        for (var y = 0; y < rows * 8; y++)
            for (var x = 0; x < columns * 8; x++)
            {
                var inBlock = y % 8 * 8 + x % 8;
                dense[y, x] = plane.Row(y / 8)[x / 8 * 64 + inBlock] * plane.QuantizationSteps[inBlock];
            }
        return dense;
    }

    private static double[,] Product(double[,] left, double[,] right)
    {
        var product = new double[left.GetLength(0), right.GetLength(1)];
        for (var row = 0; row < product.GetLength(0); row++)
            for (var column = 0; column < product.GetLength(1); column++)
                for (var k = 0; k < left.GetLength(1); k++) product[row, column] += left[row, k] * right[k, column];
        return product;
    }

    private static double[,] Transposed(double[,] matrix)
    {
        var transposed = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (var row = 0; row < matrix.GetLength(0); row++)
            for (var column = 0; column < matrix.GetLength(1); column++) transposed[column, row] = matrix[row, column];
        return transposed;
    }
}

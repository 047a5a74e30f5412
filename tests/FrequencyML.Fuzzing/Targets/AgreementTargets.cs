using FrequencyML.Benchmarks.Contenders.Native;
using FrequencyML.Dct;
using FrequencyML.Dct.Internal;
using FrequencyML.Jpeg;
using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>One JPEG file read in several ways, which have to give the same.</summary>
internal static class AgreementTargets
{
    public static IEnumerable<Target> All()
    {
        yield return JpegTargets.Jpeg("agree-lenient", 60, OpenLenient, [typeof(InvalidDataException), typeof(NotSupportedException)]);
        yield return JpegTargets.Jpeg("agree-streamed", 60, OpenStreamed, [typeof(InvalidDataException), typeof(NotSupportedException)]) with { KeptBytes = JpegTargets.AxisCaches };
        string? missing = null;
        try
        {
            _ = LibJpeg.Instance;
        }
        catch (Exception error) when (error is NotSupportedException or DllNotFoundException)
        {
            missing = $"no libjpeg: {error.Message}";
        }
        yield return JpegTargets.Jpeg("agree-libjpeg", 60, OpenLibJpeg, [typeof(InvalidDataException), typeof(NotSupportedException)]) with { Skipped = missing };
    }

    /// <summary>
    /// What is sound is the same to both readers, and what is not is the same damage; and reading a file again, when the tables of coefficient pairs pay, gives
    /// the same as reading it once.
    /// </summary>
    private static Func<byte[], bool> OpenLenient()
    {
        CoefficientImage strict = new(JpegTargets.Options(lenient: false)), lenient = new(JpegTargets.Options(lenient: true));
        return jpeg =>
        {
            var error = Read(strict, jpeg);
            var first = error is null ? Coefficients(strict) : [];
            var again = Read(strict, jpeg);
            if (error?.Message != again?.Message) throw new DisagreementException($"First: {error?.Message ?? "sound"} Then: {again?.Message ?? "sound"}");
            if (error is null && !Coefficients(strict).AsSpan().SequenceEqual(first)) throw new DisagreementException("A second read gives other coefficients.");
            var lenientError = Read(lenient, jpeg);
            if (error is null)
            {
                if (lenientError is not null || lenient.Damage is not null) throw new DisagreementException($"Only the lenient reader minds: {lenientError?.Message ?? lenient.Damage?.Message}");
                if (!Coefficients(lenient).AsSpan().SequenceEqual(first)) throw new DisagreementException("The lenient reader gives other coefficients.");
                return true;
            }
            // Only the strict reader compares the blocks that a header promises with the length of the file.
            if ((lenientError?.Message ?? lenient.Damage?.Message) != error.Message && !error.Message.Contains("blocks cannot be in", StringComparison.Ordinal))
                throw new DisagreementException($"Strict: {error.Message} Lenient: {lenientError?.Message ?? lenient.Damage?.Message ?? "sound"}");
            return false;
        };
    }

    /// <summary>Channels from a window of block rows are to the bit those from the whole image.</summary>
    private static unsafe Func<byte[], bool> OpenStreamed()
    {
        var selection = ChannelSelection.LowFrequency(10, 3, 6);
        var components = ComponentChannels.Group(selection);
        ImageGeometry[] geometries = [new(16, 16), new(24, 16, ResizeKernel.Bilinear), new(80, 64, ResizeKernel.Triangle, ChromaFilter.Dctnet)];
        var image = new CoefficientImage();
        var inner = new CoefficientOperator();
        return jpeg =>
        {
            var placement = new Placement(geometries[jpeg.Length % geometries.Length], null);
            var options = JpegTargets.Options(lenient: jpeg.Length % 2 == 0);
            var length = selection.Count * placement.Geometry.CropInBlocks * placement.Geometry.CropInBlocks;
            float[] streamed = new float[length], whole = new float[length];
            fixed (float* s = streamed, w = whole)
            {
                inner.Prepare(components, placement, s);
                Open(jpeg);
                image.ReadScans(jpeg, options, ref inner);
                inner.Prepare(components, placement, w);
                Open(jpeg);
                var all = new WholeFirst(inner);
                image.ReadScans(jpeg, options, ref all);
                all.Finish();
            }
            for (var i = 0; i < length; i++)
                if (BitConverter.SingleToUInt32Bits(streamed[i]) != BitConverter.SingleToUInt32Bits(whole[i]))
                    throw new DisagreementException($"Value {i} is {streamed[i]} streamed and {whole[i]} from the whole image.");
            return true;
        };

        void Open(byte[] jpeg)
        {
            // As the extractor does: the others take the path over pixels.
            if (image.Open(jpeg).ColorModel is not (JpegColorModel.Gray or JpegColorModel.YCbCr)) throw new NotSupportedException("Its components are no YCbCr.");
        }
    }

    /// <summary>What we take for sound, and libjpeg reads without a warning, has the same coefficients.</summary>
    private static Func<byte[], bool> OpenLibJpeg()
    {
        var image = new CoefficientImage(JpegTargets.Options(lenient: false));
        var reader = new LibJpegReader();
        return jpeg =>
        {
            image.Read(jpeg);
            if (jpeg.AsSpan().IndexOf<byte>([0xFF, 0xFF, 0]) >= 0) return false;      // see the README
            var ours = Coefficients(image);
            var theirs = new short[ours.Length];
            int count;
            try
            {
                count = reader.ReadCoefficients(jpeg, theirs, out var warnings);
                if (warnings > 0) return false;
            }
            catch (InvalidDataException)
            {
                return false;                                                         // DNL, for instance
            }
            if (count != ours.Length) throw new DisagreementException($"{ours.Length} coefficients, and {count} of libjpeg.");
            var wrong = ours.AsSpan().CommonPrefixLength(theirs);
            return wrong == ours.Length ? true : throw new DisagreementException($"Coefficient {wrong} is {ours[wrong]}, and {theirs[wrong]} of libjpeg.");
        };
    }

    private static Exception? Read(CoefficientImage image, byte[] jpeg)
    {
        try
        {
            image.Read(jpeg);
            return null;
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException)
        {
            return error;
        }
    }

    /// <summary>All coefficients: components in frame order, block rows, blocks, natural order.</summary>
    private static short[] Coefficients(CoefficientImage image)
    {
        var length = 0;
        for (var i = 0; i < image.Header.ComponentCount; i++) length += image.Header[i].WidthInBlocks * image.Header[i].HeightInBlocks * 64;
        var coefficients = new short[length];
        var place = 0;
        for (var i = 0; i < image.Header.ComponentCount; i++)
        {
            var plane = image.Plane(i);
            for (var row = 0; row < plane.Component.HeightInBlocks; row++)
            {
                plane.Row(row).CopyTo(coefficients.AsSpan(place));
                place += plane.Row(row).Length;
            }
        }
        return coefficients;
    }

    /// <summary>Keeps all rows, and hands them on when the whole image is there.</summary>
    private sealed class WholeFirst(CoefficientOperator inner) : ICoefficientConsumer
    {
        private readonly (ComponentBuffer Buffer, int Rows)[] decoded = new (ComponentBuffer, int)[JpegHeader.MaxComponents];

        public void Begin(in JpegHeader header) => inner.Begin(header);

        public int RowsKept(int component) => int.MaxValue;

        public void RowsDecoded(int component, ComponentBuffer buffer, int rows) => decoded[component] = (buffer, rows);

        public void Finish()
        {
            for (var component = 0; component < decoded.Length; component++)
                if (decoded[component] is { Buffer: not null } all) inner.RowsDecoded(component, all.Buffer, all.Rows);
        }
    }
}

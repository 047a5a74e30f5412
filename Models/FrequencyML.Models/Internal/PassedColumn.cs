using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models.Internal;

/// <summary>An input column's values of the rows of a batch, kept until the batch has been read.</summary>
internal abstract class PassedColumn
{
    /// <summary>Keeps the cursor's present value for a row of the batch.</summary>
    public abstract void Store(int row);

    /// <summary>The getter for the values of one batch after the other.</summary>
    /// <param name="batches">This column of every batch.</param>
    /// <param name="place">Which batch and which of its rows is being read.</param>
    public abstract Delegate Getter(PassedColumn[] batches, Func<(int Batch, int Row)> place);

    /// <summary>Creates the buffer of a column.</summary>
    /// <param name="input">The cursor that gives the values.</param>
    /// <param name="column">An active column of it.</param>
    /// <param name="rows">The rows of a batch.</param>
    public static PassedColumn Create(DataViewRow input, DataViewSchema.Column column, int rows)
    {
        if (column.Type.RawType == typeof(MLImage)) return new Images(input, column, rows);
        var type = column.Type is VectorDataViewType vector
            ? typeof(Vectors<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(Scalars<>).MakeGenericType(column.Type.RawType);
        return (PassedColumn)Activator.CreateInstance(type, input, column, rows)!;
    }

    private sealed class Scalars<T>(DataViewRow input, DataViewSchema.Column column, int rows) : PassedColumn
    {
        private readonly T?[] values = new T?[rows];
        private readonly ValueGetter<T?> getter = input.GetGetter<T?>(column);

        public override void Store(int row) => getter(ref values[row]);

        public override Delegate Getter(PassedColumn[] batches, Func<(int Batch, int Row)> place) => (ValueGetter<T?>)((ref T? value) =>
        {
            var (batch, row) = place();
            value = ((Scalars<T>)batches[batch]).values[row];
        });
    }

    /// <summary>ML.NET may dispose of an image when the cursor moves on, so copies are kept; the reader owns the one that it is given.</summary>
    private sealed class Images(DataViewRow input, DataViewSchema.Column column, int rows) : PassedColumn
    {
        private readonly MLImage?[] values = new MLImage?[rows];
        private readonly ValueGetter<MLImage?> getter = input.GetGetter<MLImage?>(column);
        private MLImage? image;

        public override void Store(int row)
        {
            getter(ref image);
            values[row] = image is null ? null : MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);
            if (values[row] is { } copy) copy.Tag = image!.Tag;
        }

        public override Delegate Getter(PassedColumn[] batches, Func<(int Batch, int Row)> place) => (ValueGetter<MLImage?>)((ref MLImage? value) =>
        {
            var (batch, row) = place();
            value = ((Images)batches[batch]).values[row];
        });
    }

    private sealed class Vectors<T>(DataViewRow input, DataViewSchema.Column column, int rows) : PassedColumn
    {
        private readonly VBuffer<T>[] values = new VBuffer<T>[rows];
        private readonly ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(column);

        public override void Store(int row) => getter(ref values[row]);

        public override Delegate Getter(PassedColumn[] batches, Func<(int Batch, int Row)> place) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var (batch, row) = place();
            ((Vectors<T>)batches[batch]).values[row].CopyTo(ref value);
        });
    }
}

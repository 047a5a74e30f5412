using System.Runtime.ExceptionServices;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models.Internal;

/// <summary>Fills a batch with the tensors of its rows: what the cursor stands on is taken at once, image files are decoded all together.</summary>
internal abstract class RowReader
{
    /// <summary>Takes the cursor's present row; called in the order of the rows.</summary>
    /// <param name="row">Its place in the batch.</param>
    /// <param name="batch">Receives its tensor, now or by <see cref="Finish"/>.</param>
    /// <param name="errors">Receives why there is none, or null.</param>
    public abstract void Take(int row, BatchScorer batch, string?[] errors);

    /// <summary>Makes the tensors that <see cref="Take"/> did not.</summary>
    /// <param name="rows">The number of rows taken.</param>
    /// <param name="batch">Receives their tensors.</param>
    /// <param name="errors">Receives per row why there is none, or null.</param>
    public virtual void Finish(int rows, BatchScorer batch, string?[] errors)
    {
    }

    /// <summary>The reader for an input column.</summary>
    /// <param name="cursor">Stands on the rows.</param>
    /// <param name="column">Its column of tensors or images.</param>
    /// <param name="images">What to make of an image; null where the column holds tensors.</param>
    /// <param name="rows">The rows of a batch.</param>
    /// <param name="threads">The threads that decode image files.</param>
    public static RowReader Create(DataViewRow cursor, DataViewSchema.Column column, ImageFunction? images, int rows, int threads)
    {
        if (images is null) return new Tensors(cursor.GetGetter<VBuffer<float>>(column));
        return InputColumn.TryKind(column.Type) switch
        {
            InputKind.Path => new Files<ReadOnlyMemory<char>>(
                cursor.GetGetter<ReadOnlyMemory<char>>(column), rows, threads, (path, tensor) => images.Apply(path.ToString(), tensor)),
            InputKind.Bytes => new Files<VBuffer<byte>>(
                cursor.GetGetter<VBuffer<byte>>(column), rows, threads, (bytes, tensor) => images.Apply(bytes.Dense(), tensor)),
            _ => new Images(cursor.GetGetter<MLImage?>(column), images),
        };
    }

    private sealed class Tensors(ValueGetter<VBuffer<float>> getter) : RowReader
    {
        private VBuffer<float> tensor;

        public override void Take(int row, BatchScorer batch, string?[] errors)
        {
            getter(ref tensor);
            tensor.CopyTo(batch.Input(row));
        }
    }

    /// <summary>ML.NET may dispose of an image when the cursor moves on, so each becomes its tensor at once.</summary>
    private sealed class Images(ValueGetter<MLImage?> getter, ImageFunction function) : RowReader
    {
        private MLImage? image;

        public override void Take(int row, BatchScorer batch, string?[] errors)
        {
            getter(ref image);
            errors[row] = function.Apply(image, batch.Input(row));
        }
    }

    private delegate string? Apply<T>(T file, Span<float> tensor);

    private sealed class Files<T>(ValueGetter<T> getter, int rows, int threads, Apply<T> apply) : RowReader
    {
        private readonly T[] files = new T[rows];
        private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };

        public override void Take(int row, BatchScorer batch, string?[] errors) => getter(ref files[row]);

        public override void Finish(int rows, BatchScorer batch, string?[] errors)
        {
            try
            {
                Parallel.For(0, rows, parallel, row => errors[row] = apply(files[row], batch.Input(row)));
            }
            catch (AggregateException failed)
            {
                // One row's error is what a reader of rows expects, with the stack of its place.
                ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
            }
        }
    }
}

namespace FrequencyML.Scoring.Inputs;

/// <summary>Paths one a line, or each ended by NUL, as <c>find -print0</c> writes them.</summary>
internal static class PathList
{
    /// <summary>The longest path, in UTF-16 units: more than any file system takes, and little enough to be held.</summary>
    public const int MaxLength = 1 << 16;

    /// <summary>Reads a list as it is asked for; empty lines are no paths.</summary>
    /// <param name="reader">The list.</param>
    /// <param name="isNull">Whether NUL ends a path; if not, a line feed does, and a carriage return before it is no part of the path.</param>
    /// <param name="cancellation">Ends the list; a read that blocks is left behind.</param>
    /// <exception cref="InvalidDataException">A path is longer than <see cref="MaxLength"/>.</exception>
    public static IEnumerable<string> Read(TextReader reader, bool isNull, CancellationToken cancellation)
    {
        var separator = isNull ? '\0' : '\n';
        var buffer = new char[MaxLength + 1];
        var count = 0L;
        var held = 0;
        while (true)
        {
            if (held == buffer.Length) throw new InvalidDataException($"Path {count + 1} of a list has more than {MaxLength} characters. Is it no list of paths, or does it need --null?");
            var from = held;
            var read = Await(() => reader.Read(buffer, from, buffer.Length - from), cancellation);
            var (start, end) = (0, held + read);
            for (var found = held; (found = IndexOf(buffer, separator, found, end)) >= 0; start = ++found, count++)
                if (Path(buffer, start, found) is { Length: > 0 } path) yield return path;
            if (read == 0)
            {
                if (!cancellation.IsCancellationRequested && Path(buffer, start, end) is { Length: > 0 } last) yield return last;
                yield break;
            }
            held = end - start;
            Array.Copy(buffer, start, buffer, 0, held);
        }

        string Path(char[] text, int start, int end) => new(text, start, end - start - (!isNull && end > start && text[end - 1] == '\r' ? 1 : 0));

        static int IndexOf(char[] text, char separator, int start, int end) => Array.IndexOf(text, separator, start, end - start);
    }

    /// <summary>Waits for what may block and cannot be cancelled; it is left behind then, and the default returned.</summary>
    public static T? Await<T>(Func<T> read, CancellationToken cancellation)
    {
        try
        {
            return Task.Run(read, CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return default;
        }
    }
}

using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>A place that private rows are read from: a file, a database, a pipeline.</summary>
public interface IRowSource
{
    /// <summary>The name of the data set, which is public.</summary>
    string Name { get; }

    /// <summary>Whether every cell is text, as in a CSV file, so that nothing has to be asked about .NET types. Public.</summary>
    bool IsText { get; }

    /// <summary>The names of the columns, in order, which are public; no row is read for them.</summary>
    /// <exception cref="SafeSynthException">SS10nn: the source has no readable header.</exception>
    IReadOnlyList<string> ReadColumnNames();

    /// <summary>Reads all rows. A faulty row or cell never fails: what is unreadable is missing.</summary>
    /// <param name="progress">Gets the share of the source that has been read, from 0 to 1, if the source knows it.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <exception cref="SafeSynthException">
    /// SS1nnn: the source as a whole cannot be read. The message reveals nothing of its rows.
    /// </exception>
    RawTable Read(IProgress<double>? progress, CancellationToken cancel);
}

namespace SafeSynth.Ingest;

/// <summary>A store of rows that is filled cell by cell, one cell per column and row.</summary>
internal interface IRowWriter
{
    IColumnWriter this[int column] { get; }

    void EndRow();
}

/// <summary>One column of an <see cref="IRowWriter"/>.</summary>
internal interface IColumnWriter
{
    void Add(string? value);
    void Add(long value);
    void Add(int value);
    void Add(double value);
    void Add(decimal value);
    void Add(bool value);
    void Add(DateTime value);
    void Add(DateOnly value);
    void Add(DateTimeOffset value);
    void Add(object? value);
    void AddMissing();
}

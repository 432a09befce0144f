using System.Data;
using System.Reflection;
using SafeSynth.Data;
using SafeSynth.Plans;
using static SafeSynth.Data.CellForm;

namespace SafeSynth.Tests.Data;

public sealed class DataReaderSourceTests
{
    [Fact]
    public void A_reader_gives_its_rows_with_their_types()
    {
        var people = People();
        people.Rows.Add(39, 1.5, "Ann", new DateTime(2024, 2, 29));
        people.Rows.Add(DBNull.Value, DBNull.Value, "", DBNull.Value);

        var table = Read(people);

        Assert.Equal(["age", "score", "name", "since"], table.ColumnNames);
        Assert.Equal([["39", "1.5", "Ann", "2024-02-29T00:00:00"], ["", "", "", ""]], table.Rows());
        CellForm[] forms = [NativeInt32, NativeDouble1, Text, NativeDateTime];
        Assert.Equal(forms, Enumerable.Range(0, 4).Select(column => table.Column(column)[0].Form));
        Assert.All(Enumerable.Range(0, 4), column => Assert.True(table.Column(column)[1].IsMissing));
    }

    [Fact]
    public void A_source_can_be_read_again()
    {
        var people = People();
        people.Rows.Add(39, 1.5, "Ann", DBNull.Value);
        var source = new DataReaderSource("people", people.CreateDataReader);

        Assert.Equal(source.Read(null, default).Rows(), source.Read(null, default).Rows());
        Assert.Equal("people", source.Name);
    }

    [Fact]
    public void A_value_that_the_driver_cannot_convert_is_missing()
    {
        var source = new DataReaderSource("broken", () => FaultyReader.Create(cellFault: new FormatException("'secret' is no date")));

        Assert.Equal([["", "fine"]], source.Read(null, default).Rows());
    }

    [Fact]
    public void A_driver_that_fails_is_reported_without_its_message()
    {
        var source = new DataReaderSource("broken", () => FaultyReader.Create(rowFault: new DataException("duplicate key 'secret'")));

        var fault = Assert.Throws<SafeSynthException>(() => source.Read(null, default));

        Assert.Equal("SS1001", fault.Code);
        Assert.DoesNotContain("secret", fault.ToString());
    }

    [Fact]
    public void A_reader_that_cannot_be_opened_is_reported()
    {
        var source = new DataReaderSource("x", () => throw new DataException("no server"));

        Assert.Equal("SS1001", Assert.Throws<SafeSynthException>(() => source.Read(null, default)).Code);
    }

    [Fact]
    public void Reading_stops_when_asked()
    {
        var people = People();
        people.Rows.Add(39, 1.5, "Ann", DBNull.Value);
        var source = new DataReaderSource("people", people.CreateDataReader);

        Assert.Throws<OperationCanceledException>(() => source.Read(null, new CancellationToken(canceled: true)));
    }

    private static DataTable People()
    {
        var people = new DataTable();
        people.Columns.Add("age", typeof(int));
        people.Columns.Add("score", typeof(double));
        people.Columns.Add("name", typeof(string));
        people.Columns.Add("since", typeof(DateTime));
        return people;
    }

    private static RawTable Read(DataTable table) => new DataReaderSource("table", table.CreateDataReader).Read(null, default);

    /// <summary>A reader of one row and two columns, the first of which cannot be converted, or one that fails at once.</summary>
    private class FaultyReader : DispatchProxy
    {
        private Exception? _cellFault, _rowFault;
        private int _rows;

        public static IDataReader Create(Exception? cellFault = null, Exception? rowFault = null)
        {
            var reader = Create<IDataReader, FaultyReader>();
            (((FaultyReader)reader)._cellFault, ((FaultyReader)reader)._rowFault) = (cellFault, rowFault);
            return reader;
        }

        protected override object? Invoke(MethodInfo? method, object?[]? arguments) => method!.Name switch
        {
            "get_FieldCount" => 2,
            nameof(IDataReader.GetName) => $"c{arguments![0]}",
            nameof(IDataReader.Read) => _rowFault is null ? _rows++ == 0 : throw _rowFault,
            nameof(IDataReader.GetValue) => arguments![0] is 0 ? throw _cellFault! : "fine",
            nameof(IDisposable.Dispose) => null,
            _ => throw new NotSupportedException(method.Name),
        };
    }
}

using System.Data;
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
        Assert.Equal([NativeInt32, NativeDouble1, Text, NativeDateTime], Enumerable.Range(0, 4).Select(column => table.Column(column)[0].Form));
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
    public void A_value_that_the_driver_cannot_convert_is_missing() =>
        Assert.Equal([["", "fine"]], new DataReaderSource("broken", () => new BrokenReader(new FormatException("'secret' is no date"), null)).Read(null, default).Rows());

    [Fact]
    public void A_driver_that_fails_is_reported_without_its_message()
    {
        var source = new DataReaderSource("broken", () => new BrokenReader(null, new DataException("duplicate key 'secret'")));

        var fault = Assert.Throws<SafeSynthException>(() => source.Read(null, default));

        Assert.Equal("SS1001", fault.Code);
        Assert.DoesNotContain("secret", fault.ToString());
    }

    [Fact]
    public void A_reader_that_cannot_be_opened_is_reported() =>
        Assert.Equal("SS1001", Assert.Throws<SafeSynthException>(() => new DataReaderSource("x", () => throw new DataException("no server")).Read(null, default)).Code);

    [Fact]
    public void Reading_stops_when_asked()
    {
        var people = People();
        people.Rows.Add(39, 1.5, "Ann", DBNull.Value);

        Assert.Throws<OperationCanceledException>(() => new DataReaderSource("people", people.CreateDataReader).Read(null, new CancellationToken(canceled: true)));
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

    /// <summary>One row of two columns, the first of which cannot be converted, or a reader that fails at once.</summary>
    private sealed class BrokenReader(Exception? cellFault, Exception? rowFault) : System.Data.Common.DbDataReader
    {
        private int _rows;

        public override int FieldCount => 2;
        public override int Depth => 0;
        public override bool HasRows => true;
        public override bool IsClosed => false;
        public override int RecordsAffected => -1;
        public override object this[int ordinal] => GetValue(ordinal);
        public override object this[string name] => throw new NotSupportedException();

        public override bool Read() => rowFault is null ? _rows++ == 0 : throw rowFault;
        public override string GetName(int ordinal) => $"c{ordinal}";
        public override object GetValue(int ordinal) => ordinal == 0 ? throw cellFault! : "fine";

        public override bool NextResult() => false;
        public override bool IsDBNull(int ordinal) => false;
        public override System.Collections.IEnumerator GetEnumerator() => throw new NotSupportedException();
        public override bool GetBoolean(int ordinal) => throw new NotSupportedException();
        public override byte GetByte(int ordinal) => throw new NotSupportedException();
        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
        public override char GetChar(int ordinal) => throw new NotSupportedException();
        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
        public override string GetDataTypeName(int ordinal) => throw new NotSupportedException();
        public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();
        public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();
        public override double GetDouble(int ordinal) => throw new NotSupportedException();
        public override Type GetFieldType(int ordinal) => throw new NotSupportedException();
        public override float GetFloat(int ordinal) => throw new NotSupportedException();
        public override Guid GetGuid(int ordinal) => throw new NotSupportedException();
        public override short GetInt16(int ordinal) => throw new NotSupportedException();
        public override int GetInt32(int ordinal) => throw new NotSupportedException();
        public override long GetInt64(int ordinal) => throw new NotSupportedException();
        public override int GetOrdinal(string name) => throw new NotSupportedException();
        public override string GetString(int ordinal) => throw new NotSupportedException();
        public override int GetValues(object[] values) => throw new NotSupportedException();
    }
}

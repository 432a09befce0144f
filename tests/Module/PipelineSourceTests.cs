using System.Collections;
using System.Collections.Specialized;
using System.Data;
using System.Globalization;
using System.Management.Automation;
using SafeSynth.Data;
using SafeSynth.Ingest;
using SafeSynth.Plans;

namespace SafeSynth.Tests;

public sealed class PipelineSourceTests
{
    [Fact]
    public void Custom_objects_give_their_properties_in_order()
    {
        var rows = Ingest(Custom(("name", "Ada"), ("age", 36)), Custom(("name", "Alan"), ("age", 41)));

        Assert.Equal(["name", "age"], rows.Names);
        Assert.Equal([["Ada", 36], ["Alan", 41]], rows.Cells);
    }

    [Fact]
    public void A_row_that_was_deleted_and_a_dictionary_that_throws_are_missing_cells()
    {
        using var table = new DataTable();
        table.Columns.Add("x", typeof(int));
        table.Rows.Add(1);
        var deleted = table.Rows.Add(2);
        table.AcceptChanges();
        deleted.Delete();

        Assert.Equal([[1], [null]], Ingest(table.Rows[0], deleted).Cells);
        Assert.Equal([["a"], [null]], Ingest(new OrderedDictionary { ["x"] = "a" }, new Refusing()).Cells);
    }

    /// <summary>A dictionary whose values cannot be read, and whose complaint quotes them.</summary>
    private sealed class Refusing : Hashtable
    {
        public override object? this[object key]
        {
            get => throw new InvalidOperationException("cannot convert 'a secret'");
            set => base[key] = value;
        }
    }

    [Fact]
    public void Objects_made_by_a_script_keep_the_order_of_its_keys()
    {
        using var session = new ModuleSession();
        var objects = session.Run("[pscustomobject] @{ zip = '0100'; born = [datetime] '1990-05-01'; weight = 1.5 }").Succeeds().Output;

        var rows = Ingest([.. objects]);

        Assert.Equal(["zip", "born", "weight"], rows.Names);
        Assert.Equal([["0100", new DateTime(1990, 5, 1), 1.5]], rows.Cells);
    }

    [Fact]
    public void Typed_objects_give_their_public_properties_with_their_types()
    {
        var person = new Person("Ada", 36, 1.5m, new DateOnly(1815, 12, 10), null, Mood.Calm, 7);

        var rows = Ingest(person, PSObject.AsPSObject(person with { Age = 37, Score = 2.5 }));

        Assert.Equal(["Name", "Age", "Money", "Born", "Score", "Mood", "Small"], rows.Names);
        Assert.Equal(["Ada", 36, 1.5m, new DateOnly(1815, 12, 10), null, "Calm", 7], rows.Cells[0]);
        Assert.Equal(["Ada", 37, 1.5m, new DateOnly(1815, 12, 10), 2.5, "Calm", 7], rows.Cells[1]);
    }

    [Fact]
    public void A_typed_object_with_an_added_property_has_both_kinds_of_column()
    {
        var first = PSObject.AsPSObject(new Point(1, 2));
        first.Properties.Add(new PSNoteProperty("label", "north"));

        var rows = Ingest(first, new Point(3, 4));

        Assert.Equal(["label", "X", "Y"], rows.Names.Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal("north", rows.Cell(0, "label"));
        Assert.Equal([3, 4, null], [rows.Cell(1, "X"), rows.Cell(1, "Y"), rows.Cell(1, "label")]);
    }

    [Fact]
    public void A_property_that_throws_is_missing_and_the_next_row_is_read()
    {
        var rows = Ingest(new Fragile(1), new Fragile(-1), new Fragile(3));

        Assert.Equal([1, null, 3], rows.Cells.Select(cells => cells[0]));
    }

    [Fact]
    public void A_script_property_is_evaluated_and_may_throw()
    {
        using var session = new ModuleSession();
        var objects = session.Run("""
            foreach ($n in 1, 0, 2) {
                $item = [pscustomobject] @{ n = $n }
                $item.PSObject.Properties.Add([psscriptproperty]::new('half', { if ($this.n -eq 0) { throw 'zero' }; 1 / $this.n }))
                $item
            }
            """).Succeeds().Output;

        var rows = Ingest([.. objects]);

        Assert.Equal(["n", "half"], rows.Names);
        Assert.Equal([1, null, 0.5], rows.Cells.Select(cells => cells[1]));
    }

    [Fact]
    public void Data_rows_are_read_by_column_and_a_database_null_is_missing()
    {
        var table = new DataTable();
        table.Columns.Add("id", typeof(int));
        table.Columns.Add("city", typeof(string));
        table.Rows.Add(1, "Bern");
        table.Rows.Add(2, DBNull.Value);

        var rows = Ingest(table.Rows[0], PSObject.AsPSObject(table.Rows[1]), table.DefaultView[0]);

        Assert.Equal(["id", "city"], rows.Names);
        Assert.Equal([[1, "Bern"], [2, null], [1, "Bern"]], rows.Cells);
    }

    [Fact]
    public void Ordered_dictionaries_keep_their_order_and_hash_tables_are_sorted_by_name()
    {
        Assert.Equal(["b", "a"], Ingest(new OrderedDictionary { ["b"] = 1, ["a"] = 2 }).Names);
        Assert.Equal(["a", "B", "c"], Ingest(new Hashtable { ["c"] = 1, ["a"] = 2, ["B"] = 3 }).Names);
        Assert.Equal([[1, 2], [null, 4]], Ingest(new OrderedDictionary { ["b"] = 1, ["a"] = 2 }, new Hashtable { ["a"] = 4 }).Cells);
    }

    [Fact]
    public void The_first_object_alone_names_the_columns()
    {
        var rows = Ingest(Custom(("a", 1), ("b", 2)), Custom(("c", 9), ("b", 3)), new Point(5, 6), "stray", null);

        Assert.Equal(["a", "b"], rows.Names);
        Assert.Equal([[1, 2], [null, 3], [null, null], [null, null], [null, null]], rows.Cells);
    }

    [Fact]
    public void Kinds_of_object_may_alternate()
    {
        var rows = Ingest(new Point(1, 2), Custom(("x", 3), ("Y", 4)), new Point(5, 6), new Hashtable { ["X"] = 7, ["Y"] = 8 });

        Assert.Equal([[1, 2], [3, 4], [5, 6], [7, 8]], rows.Cells);
    }

    [Fact]
    public void A_pipeline_without_objects_is_refused()
    {
        Assert.Equal("SS1002", Assert.Throws<SafeSynthException>(() => Ingest()).Code);
    }

    [Theory]
    [InlineData("people.csv")]
    [InlineData(42)]
    public void A_first_object_without_columns_is_refused_and_its_value_is_not_told(object scalar)
    {
        var refusal = Assert.Throws<SafeSynthException>(() => Ingest(scalar));

        Assert.Equal("SS1002", refusal.Code);
        Assert.DoesNotContain(scalar.ToString()!, refusal.Message);
    }

    private static PSObject Custom(params (string Name, object Value)[] properties)
    {
        var item = new PSObject();
        foreach (var (name, value) in properties) item.Properties.Add(new PSNoteProperty(name, value));
        return item;
    }

    private static Rows Ingest(params object?[] items)
    {
        var source = new PipelineSource("test");
        foreach (var item in items) source.Add(item);
        return new Rows(source.Read(null, CancellationToken.None));
    }

    public enum Mood
    {
        Calm,
    }

    public sealed record Person(string Name, int Age, decimal Money, DateOnly Born, double? Score, Mood Mood, short Small);

    public readonly record struct Point(int X, int Y);

    public sealed class Fragile(int value)
    {
        public int Value => value > 0 ? value : throw new InvalidOperationException();
    }

    /// <summary>What was taken in, typed by the form it has in the store; null for missing.</summary>
    private sealed class Rows(RawTable table)
    {
        public IReadOnlyList<string> Names => table.ColumnNames;

        public object?[][] Cells =>
            [.. Enumerable.Range(0, table.RowCount).Select(row => Enumerable.Range(0, Names.Count).Select(column => Value(table.Column(column)[row])).ToArray())];

        public object? Cell(int row, string name) => Value(table.Column(Names.ToList().IndexOf(name))[row]);

        private static object? Value(Cell cell) => cell.Form switch
        {
            CellForm.Missing => null,
            CellForm.NativeInt32 => int.Parse(cell.Text, CultureInfo.InvariantCulture),
            CellForm.NativeInt64 => long.Parse(cell.Text, CultureInfo.InvariantCulture),
            >= CellForm.NativeDouble0 and <= CellForm.NativeDouble => double.Parse(cell.Text, CultureInfo.InvariantCulture),
            CellForm.NativeDate => cell.TryGetDate(out var day) ? day : null,
            CellForm.NativeDateTime => cell.TryGetDate(out var day) ? day.ToDateTime(default) : null,
            _ when cell.Form.ToString().StartsWith("NativeDecimal", StringComparison.Ordinal) => decimal.Parse(cell.Text, CultureInfo.InvariantCulture),
            _ => cell.Text,
        };
    }
}

using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Plans;

public sealed class SchemaReaderTests
{
    [Fact]
    public void What_a_schema_declares_is_read()
    {
        var schema = SchemaReader.Parse(
            """
            {
              "fields": [
                { "name": "person", "type": "string", "format": "uuid" },
                { "name": "age", "type": "integer", "constraints": { "required": true, "minimum": 0, "maximum": 120 }, "faults": "clamp" },
                { "name": "sex", "type": "string", "constraints": { "enum": ["F", "M", "NA", ""] } },
                { "name": "ward", "role": "drop" }
              ],
              "missingValues": ["", "NA", "-"],
              "primaryKey": "person"
            }
            """, "test.json");

        Assert.Equal(["NA", "-"], schema.MissingValues);
        Assert.Equivalent(
            new Field[]
            {
                new("person") { Type = FieldType.String, Format = "uuid", Unique = true },
                new("age") { Type = FieldType.Integer, Required = true, Minimum = "0", Maximum = "120", Faults = FaultPolicy.Clamp },
                new("sex") { Type = FieldType.String, Enum = ["F", "M"] },
                new("ward") { Role = FieldRole.Drop },
            },
            schema.Fields, strict: true);
    }

    [Theory]
    [InlineData("integer", FieldType.Integer)]
    [InlineData("year", FieldType.Integer)]
    [InlineData("number", FieldType.Number)]
    [InlineData("boolean", FieldType.Boolean)]
    [InlineData("date", FieldType.Date)]
    [InlineData("datetime", FieldType.DateTime)]
    [InlineData("string", FieldType.String)]
    [InlineData("time", FieldType.String)]
    [InlineData("duration", FieldType.String)]
    [InlineData("yearmonth", FieldType.String)]
    [InlineData("object", FieldType.String)]
    [InlineData("array", FieldType.String)]
    [InlineData("list", FieldType.String)]
    [InlineData("geopoint", FieldType.String)]
    [InlineData("geojson", FieldType.String)]
    [InlineData("any", null)]
    public void Every_type_of_the_standard_has_a_counterpart(string type, FieldType? expected) =>
        Assert.Equal(expected, OneField($$"""{ "name": "x", "type": "{{type}}" }""").Type);

    [Fact]
    public void A_field_without_a_type_is_left_to_be_learned() => Assert.Null(OneField("""{ "name": "x" }""").Type);

    [Fact]
    public void A_schema_with_the_vocabulary_of_both_versions_is_accepted()
    {
        var schema = SchemaReader.Parse(
            """
            {
              "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
              "name": "t", "title": "T", "description": "all there is", "fieldsMatch": "subset",
              "fields": [
                {
                  "name": "a", "title": "A", "description": "d", "example": { "any": [1] }, "rdfType": "http://schema.org/Thing", "type": "number",
                  "decimalChar": ".", "groupChar": "", "bareNumber": true,
                  "constraints": { "unique": false, "exclusiveMinimum": 0, "exclusiveMaximum": 9, "pattern": ".*", "jsonSchema": {} }
                },
                { "name": "b", "type": "string", "categories": [{ "value": "x", "label": "X" }, { "value": "y" }], "categoriesOrdered": true },
                { "name": "c", "type": "list", "itemType": "integer", "delimiter": ";", "constraints": { "minLength": 1, "maxLength": 2 } },
                { "name": "d", "type": "time", "format": "%H:%M", "constraints": { "minimum": "08:00" } }
              ],
              "missingValues": [{ "value": "?", "label": "not asked" }],
              "primaryKey": ["a", "b"], "uniqueKeys": [["c"], ["a", "c"]],
              "foreignKeys": [{ "fields": "b", "reference": { "resource": "", "fields": "a" } }]
            }
            """, "test.json");

        Assert.Equal(["?"], schema.MissingValues);
        Assert.Equal(["x", "y"], schema.Fields[1].Enum);
        Assert.Equal([false, false, true, false], schema.Fields.Select(field => field.Unique));
        Assert.Null(schema.Fields[3].Minimum);
    }

    [Fact]
    public void Numbers_keep_the_spelling_they_have_in_the_file()
    {
        var field = OneField("""{ "name": "x", "type": "number", "constraints": { "minimum": 0.10, "maximum": 1e3, "enum": [1.50, "2.0", 3] } }""");

        Assert.Equal(("0.10", "1e3"), (field.Minimum, field.Maximum));
        Assert.Equal(["1.50", "2.0", "3"], field.Enum);
    }

    [Fact]
    public void A_list_of_truth_values_may_be_written_as_truth_values() =>
        Assert.Equal(["true"], OneField("""{ "name": "x", "type": "boolean", "constraints": { "enum": [true] } }""").Enum);

    [Fact]
    public void Words_for_true_and_false_are_read()
    {
        var field = OneField("""{ "name": "x", "type": "boolean", "trueValues": ["Y", 1], "falseValues": ["N"] }""");

        Assert.Equal(["Y", "1"], field.TrueValues);
        Assert.Equal(["N"], field.FalseValues);
    }

    [Theory]
    [InlineData("""{ "fields": [{ "name": "x", "constraints": { "minimun": 1 } }] }""", 1, 46, "'minimun' is unknown")]
    [InlineData("{ \"fields\": [\n  { \"name\": \"x\", \"typ\": \"any\" }\n] }", 2, 18, "'typ' is unknown")]
    [InlineData("{ \"fields\": [],\n\"missingvalues\": [] }", 2, 1, "'missingvalues' is unknown")]
    [InlineData("{ \"fields\": [],\n  \"fields\": [] }", 2, 3, "'fields' comes twice")]
    [InlineData("{ \"fields\": [{ \"name\": \"größe\", \"name\": \"y\" }] }", 1, 33, "'name' comes twice")]
    [InlineData("{ \"title\": \"x\" }", 1, 1, "'fields' is missing")]
    [InlineData("{ \"fields\": {} }", 1, 13, "a list in [ ]")]
    [InlineData("{ \"fields\": [{ \"type\": \"any\" }] }", 1, 14, "'name' is missing")]
    [InlineData("{ \"fields\": [{ \"name\": \" \" }] }", 1, 24, "needs a name")]
    [InlineData("{ \"fields\": [{ \"name\": 7 }] }", 1, 24, "a text in quotes")]
    [InlineData("{ \"fields\": [{ \"name\": \"x\", \"role\": \"Model\" }] }", 1, 37, "\"model\", \"regenerate\", \"drop\"")]
    [InlineData("{ \"fields\": [{ \"name\": \"x\", \"faults\": \"ignore\" }] }", 1, 39, "\"missing\", \"clamp\", \"drop\"")]
    [InlineData("{ \"fields\": [{ \"name\": \"x\", \"constraints\": { \"required\": \"yes\" } }] }", 1, 58, "true or false")]
    [InlineData("{ \"fields\": [{ \"name\": \"x\", \"constraints\": { \"enum\": [[1]] } }] }", 1, 55, "a text, a number")]
    [InlineData("{ \"fields\": [{ \"name\": \"x\", \"missingValues\": [\"-\"] }] }", 1, 46, "for the whole table")]
    [InlineData("{ \"fields\": [], \"primaryKey\": \"id\" }", 1, 31, "no field is named 'id'")]
    [InlineData("{ \"fields\": [],\n}", 2, 1, "remove the comma before this }")]
    [InlineData("{ \"fields\": [] } x", 1, 18, "JSON does not allow x here")]
    [InlineData("{ \"fields\": [", 1, 14, "ends before its JSON does")]
    [InlineData("{ 'fields': [] }", 1, 3, "double quotes only")]
    [InlineData("{ \"fields\": [], \"title\": \"a\nb\" }", 1, 28, "line breaks")]
    [InlineData("{ \"fields\": [{ \"name\": \"\\ud800\" }] }", 1, 24, "surrogate")]
    [InlineData("", 1, 1, "ends before its JSON does")]
    public void A_text_that_is_no_schema_is_refused_with_line_column_and_reason(string json, int line, int column, string reason)
    {
        var fault = Assert.Throws<MalformedFileException>(() => SchemaReader.Parse(json, "my.schema.json"));

        Assert.Equal(("SS0112", "my.schema.json", line, column), (fault.Code, fault.Path, fault.Line, fault.Column));
        Assert.Contains($"'my.schema.json' is not valid: line {line}, column {column}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SS0105", """{ "name": "x", "type": "integer", "constraints": { "minimum": "low" } }""")]
    [InlineData("SS0105", """{ "name": "x", "type": "date", "constraints": { "enum": ["yesterday"] } }""")]
    [InlineData("SS0106", """{ "name": "x", "type": "integer", "constraints": { "minimum": 150, "maximum": 120 } }""")]
    [InlineData("SS0107", """{ "name": "x", "type": "string", "constraints": { "minimum": "a" } }""")]
    [InlineData("SS0108", """{ "name": "x", "constraints": { "enum": [""] } }""")]
    [InlineData("SS0109", """{ "name": "x", "type": "number", "constraints": { "enum": [1, 1.0] } }""")]
    [InlineData("SS0110", """{ "name": "x", "type": "int" }""")]
    [InlineData("SS0111", """{ "name": "x" }, { "name": "x" }""")]
    [InlineData("SS0122", """{ "name": "x", "type": "date", "format": "%d/%m/%Y" }""")]
    [InlineData("SS0122", """{ "name": "x", "type": "datetime", "format": "%d.%m.%Y %H:%M" }""")]
    [InlineData("SS0122", """{ "name": "x", "type": "number", "decimalChar": "," }""")]
    [InlineData("SS0122", """{ "name": "x", "type": "integer", "groupChar": "," }""")]
    [InlineData("SS0122", """{ "name": "x", "type": "number", "bareNumber": false }""")]
    [InlineData("SS0123", """{ "name": "x", "type": "boolean", "trueValues": ["1", "y"], "falseValues": ["0", "y"] }""")]
    public void A_field_that_cannot_be_meant_is_refused_by_name_before_any_data_is_read(string code, string field)
    {
        var fault = Assert.Throws<SafeSynthException>(() => OneField(field));

        Assert.Equal(code, fault.Code);
        Assert.Contains("'x'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "x", "type": "date", "format": "%Y-%m-%d" }""")]
    [InlineData("""{ "name": "x", "type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ" }""")]
    [InlineData("""{ "name": "x", "type": "datetime", "format": "%Y-%m-%d %H:%M" }""")]
    [InlineData("""{ "name": "x", "type": "string", "decimalChar": "," }""")]
    public void Spellings_that_are_understood_anyway_are_accepted(string field) => Assert.Equal("x", OneField(field).Name);

    [Fact]
    public void A_member_that_is_null_counts_as_left_out() =>
        Assert.Equivalent(new Field("x"), OneField("""{ "name": "x", "type": null, "role": null, "constraints": { "enum": null } }"""), strict: true);

    [Fact]
    public void A_file_may_begin_with_a_byte_order_mark()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("bom.json", [0xEF, 0xBB, 0xBF, .. """{ "fields": [{ "name": "x" }] }"""u8]);

        Assert.Equal("x", Assert.Single(SchemaReader.Read(path).Fields).Name);
    }

    [Fact]
    public void A_file_that_is_not_there_or_not_text_is_named()
    {
        using var folder = new TemporaryFolder();
        var latin = folder.File("latin1.json", [.. "{ \"fields\": [{ \"name\": \"gr"u8, 0xF6, .. "sse\" }] }"u8]);

        foreach (var path in (string[])[folder.Path("absent.json"), latin])
        {
            var fault = Assert.Throws<SafeSynthException>(() => SchemaReader.Read(path));
            Assert.Equal("SS0121", fault.Code);
            Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        }
    }

    private static Field OneField(string json) => SchemaReader.Parse($$"""{ "fields": [{{json}}] }""", "test.json").Fields[0];
}

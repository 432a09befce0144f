using System.Text;
using CsCheck;
using SafeSynth.Data;
using SafeSynth.Plans;
using Sylvan.Data.Csv;

namespace SafeSynth.Tests.Data;

/// <summary>Well-formed files against an independent reader; random files against nothing but sanity.</summary>
public sealed class CsvAgreementTests : IDisposable
{
    private static readonly Gen<string> Letter = Gen.OneOf("a", "b", "1", ".", " ", ",", ";", "\"", "\n", "\r", "é", "😀", "\t");
    private static readonly Gen<string> Field = Letter.Array[0, 12].Select(string.Concat);
    private static readonly Gen<string[][]> Table = Gen.Int[2, 5].SelectMany(columns => Field.Array[columns].Array[0, 40]);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Well_formed_files_read_as_an_independent_reader_reads_them() =>
        Gen.Select(Table, Gen.Bool, Gen.Bool, Gen.Bool).Sample((rows, crlf, quoteAll, lastLineEnds) =>
        {
            var path = NewFile(Encoding.UTF8.GetBytes(Write(WithHeader(rows), crlf ? "\r\n" : "\n", quoteAll, lastLineEnds)));

            var ours = new CsvSource(path).Read(null, default).Rows();

            return Same(ours, rows) && Same(ours, ReadWithSylvan(path));
        }, iter: 1_000);

    [Fact]
    public void Random_bytes_give_rows_or_a_fault_of_the_file_and_never_anything_else() =>
        Gen.OneOf(Gen.Byte, Gen.OneOf<byte>([.. "\",\n\ra\0"u8, 0xFF, 0xFE, 0xEF])).Array[0, 200].Sample(bytes =>
        {
            try
            {
                var table = new CsvSource(NewFile(bytes)).Read(null, default);
                return table.Rows().Length == table.RowCount;
            }
            catch (SafeSynthException fault)
            {
                return fault.Code is "SS1002" or "SS1003" or "SS1004";
            }
        }, iter: 2_000);

    [Fact]
    public void Random_rows_under_a_sound_header_fail_exactly_when_a_quote_is_open_or_text_follows_a_closing_one() =>
        Gen.String[Gen.Char["ab,\"\n\r"], 0, 60].Sample(body =>
        {
            try
            {
                return new CsvSource(NewFile(Encoding.UTF8.GetBytes("a,b\n" + body))).Read(null, default).Rows().Length <= body.Length && !HasQuoteAstray(body);
            }
            catch (SafeSynthException fault)
            {
                return fault.Code == "SS1004" && HasQuoteAstray(body);
            }
        }, iter: 2_000);

    [Fact]
    public void The_order_of_the_rows_changes_nothing_but_their_order() =>
        Gen.Select(Table.Where(rows => rows.Length > 0), Gen.Int).Sample((rows, seed) =>
        {
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);

            return Lines(rows).Order(StringComparer.Ordinal).SequenceEqual(Lines(shuffled).Order(StringComparer.Ordinal));
        });

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Lines(string[][] rows)
    {
        var path = NewFile(Encoding.UTF8.GetBytes(Write(WithHeader(rows), "\n", quoteAll: false, lastLineEnds: true)));
        return new CsvSource(path).Read(null, default).Rows().Select(row => string.Join('\u0001', row));
    }

    private string NewFile(byte[] content) => _folder.File($"{Guid.NewGuid():N}.csv", content);

    /// <summary>
    /// The grammar written out once more, character by character: does text follow a closing quote, or is one open at the end?
    /// </summary>
    private static bool HasQuoteAstray(string body)
    {
        var state = 'S';                                          // at the start of a field, Unquoted, Quoted, or after a Closing quote
        foreach (var letter in body)
        {
            state = (state, letter) switch
            {
                ('Q', '"') => 'C',
                ('Q', _) => 'Q',
                ('C', '"') => 'Q',
                ('C', not (',' or '\n' or '\r')) or ('X', _) => 'X',     // for good
                (_, ',' or '\n' or '\r') => 'S',
                ('S', '"') => 'Q',
                _ => 'U',
            };
        }

        return state is 'Q' or 'X';
    }

    private static string[][] WithHeader(string[][] rows)
    {
        var columns = rows.Length == 0 ? 2 : rows[0].Length;
        return [[.. Enumerable.Range(0, columns).Select(i => $"c{i}")], .. rows];
    }

    private static string Write(string[][] rows, string newLine, bool quoteAll, bool lastLineEnds)
    {
        string Spell(string field) =>
            quoteAll || field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

        return string.Join(newLine, rows.Select(row => string.Join(',', row.Select(Spell)))) + (lastLineEnds ? newLine : "");
    }

    private static string[][] ReadWithSylvan(string path)
    {
        using var reader = CsvDataReader.Create(path, new CsvDataReaderOptions { Delimiter = ',' });
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return [.. rows];
    }

    private static bool Same(string[][] one, string[][] other) =>
        one.Length == other.Length && one.Zip(other).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));
}

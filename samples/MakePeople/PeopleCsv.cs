using System.Globalization;

namespace SafeSynth.Samples;

/// <summary>The register as CSV (RFC 4180, but with line feeds); a blank field is a missing value.</summary>
internal static class PeopleCsv
{
    private const string Header =
        "person_id,full_name,email,birth_date,sex,city,postal_code,education,job,salary,hours_per_week,bonus,smoker,height_cm,"
        + "last_visit,churned,note";

    public static void Write(IEnumerable<Person> people, TextWriter file)
    {
        file.Write(Header);
        file.Write('\n');
        foreach (var p in people)
        {
            string?[] fields =
            [
                Text(p.PersonId), p.FullName, p.Email, Text(p.BirthDate, "yyyy-MM-dd"), p.Sex, p.City, p.PostalCode, p.Education, p.Job,
                Text(p.Salary, "F2"), Text(p.HoursPerWeek), Text(p.Bonus), p.Smoker ? "true" : "false", Text(p.HeightCm),
                Text(p.LastVisit, "yyyy-MM-ddTHH:mm:ss"), p.Churned ? "yes" : "no", p.Note,
            ];
            file.Write(string.Join(',', fields.Select(Quoted)));
            file.Write('\n');
        }
    }

    private static string? Text(IFormattable? value, string? format = null) => value?.ToString(format, CultureInfo.InvariantCulture);

    private static string? Quoted(string? field) =>
        field is not null && field.AsSpan().IndexOfAny(",\"\n") >= 0
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field;
}

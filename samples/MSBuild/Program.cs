// The application sees made-up people only: the private file never leaves the machine that built it.
var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "people.csv"));
var columns = lines[0].Split(',');
var (city, hours) = (Array.IndexOf(columns, "city"), Array.IndexOf(columns, "hours_per_week"));

// Good enough here: no value of these columns holds a comma or a quote.
var people = lines.Skip(1).Select(line => line.Split(',')).ToList();
Console.WriteLine($"{people.Count} people, none of them real");
foreach (var group in people.GroupBy(person => person[city]).OrderByDescending(group => group.Count()).Take(5))
{
    var worked = group.Select(person => person[hours]).Where(cell => cell.Length > 0).Select(int.Parse).DefaultIfEmpty().Average();
    Console.WriteLine($"{group.Key,-14}{group.Count(),5} people{worked,7:F1} hours a week");
}

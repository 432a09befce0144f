using System.Globalization;
using SafeSynth.Benchmarks;

// Figures and options read the same on every machine.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// The catalogue: a new benchmark is one file and one line here.
IBenchmark[] catalogue =
[
    new AccountingCommand(),
    new AdultCommand(),
    new AdultRawCommand(),
    new AttacksCommand(),
    new AttributesCommand(),
    new CeilingsCommand(),
    new ChoosingCommand(),
    new CountingCommand(),
    new DomainsCommand(),
    new GatesCommand(),
    new GuaranteeCommand(),
    new HeapsCommand(),
    new InferenceCommand(),
    new MarginalsCommand(),
    new MeasureCommand(),
    new NoiseCommand(),
    new ReadCsvCommand(),
    new ReadObjectsCommand(),
    new ScaleCommand(),
    new StartUpCommand(),
    new TextCommand(),
    new TextGateCommand(),
    new TimingCommand(),
    new TstrCommand(),
    new TstrTableCommand(),
    new UtilityCommand(),
];

if (args is [var name, .. var rest] && catalogue.FirstOrDefault(b => b.Name == name) is { } chosen)
{
    try
    {
        chosen.Run(Options.Parse(rest, chosen.Usage), Console.Out);
        return 0;
    }
    catch (Exception e) when (e is UsageException or IOException or InvalidDataException)
    {
        Console.Error.WriteLine($"{e.Message}\nUsage: {chosen.Name} {chosen.Usage}");
        return 1;
    }
}

Console.WriteLine("dotnet run --project benchmarks -c Release -- <name> [options]\n");
foreach (var benchmark in catalogue)
    Console.WriteLine($"{benchmark.Name} {benchmark.Usage}\n    {benchmark.Purpose}\n");
Console.WriteLine($"Files are looked up in the current folder, then in the data sets ({DataSets.Whereabouts}).");
return args is [] ? 0 : 1;

using System.Globalization;
using SafeSynth.AttributeInference;
using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.AttributeInference;

/// <summary>
/// People of one population with a secret that can be guessed in part: columns a, b and c, a kind in five and a wage that follow from them
/// and chance.
/// </summary>
internal sealed class MadeSecrets(ulong seed)
{
    public const string Header = "a,b,c,kind,wage";

    private readonly SampleRandom _random = new(seed);

    public string[] People(int count) => [.. Enumerable.Range(0, count).Select(_ => Person())];

    public static OwnerTable Table(params IEnumerable<string> lines) => OwnerTable.Read(Rows.Of([Header, .. lines]));

    public static AttributeReport Attack(
        string[] synthetic, string[] members, string[] others, string secret = "kind", string[]? known = null, ulong seed = 1) =>
        AttributeTest.Run(Table(synthetic), Table(members), Table(others), reference: null, secret, known, seed, CancellationToken.None);

    private string Person()
    {
        var (a, b) = (_random.Next(6), _random.Next(6));
        var kind = _random.Next(2) == 0 ? (a + b) % 5 : _random.Next(5);
        var wage = (1000 * a) + (500 * b) + (4000 * (_random.NextDouble() + _random.NextDouble() - 1));
        return string.Create(CultureInfo.InvariantCulture, $"{a},{b},{_random.NextDouble():F4},k{kind},{wage:F2}");
    }
}

using SafeSynth.Marginals;

namespace SafeSynth.Attacks;

/// <summary>More synthetic rows match a record on some of its values where it was among the private rows.</summary>
/// <remarks>
/// The figures are numbers of synthetic rows that meet a number of conditions, each on one feature: the value is the record's or, for
/// ordered features, the record's at most or at least. There is one for each condition by itself and one for the whole record; the others
/// are drawn at random, every second of them for two features, whose relations generators keep first. Source: Houssiau et al. 2022, "TAPAS"
/// (random subsets of the values); Meeus, Guepin, Cretu, de Montjoye 2023, "Achilles' Heels" (conditions on numbers). They draw 100,000
/// sets for a forest of trees; 1,000 are enough for the linear classifier here.
/// </remarks>
public sealed class QueryCounts : IShadowAttack
{
    private const int Queries = 1_000, BitsOfWord = 64;

    public AttackInfo Info { get; } = new(
        "QueryCounts", "Synthetic rows that match the record on random sets of its values.", AttackNeeds.Generator | AttackNeeds.Record,
        "Houssiau et al. 2022; Meeus et al. 2023");

    public Func<SeenRelease, double[]> WatchFor(ShadowTarget target)
    {
        var conditions = new Conditions(target.Features);
        var queries = QueriesOf(conditions, new SampleRandom(target.Seed));
        return release =>
        {
            var met = conditions.MetBy(release.Rows);
            return Array.ConvertAll(queries, query => (double)CountOf(met, query));
        };
    }

    private static int CountOf(ulong[] met, ulong[] query)
    {
        var count = 0;
        for (var row = 0; row < met.Length; row += query.Length)
        {
            var isMet = true;
            for (var word = 0; word < query.Length && isMet; word++)
                isMet = (met[row + word] & query[word]) == query[word];
            count += isMet ? 1 : 0;
        }

        return count;
    }

    private static ulong[][] QueriesOf(Conditions conditions, SampleRandom random)
    {
        int[] features = [.. Enumerable.Range(0, conditions.Width)];
        List<ulong[]> queries = [.. features.SelectMany(conditions.On).Select(condition => conditions.Query([condition])), conditions.Query([.. features.Select(conditions.Same)])];
        while (queries.Count < Queries)
        {
            var size = queries.Count % 2 == 0 ? Math.Min(2, features.Length) : 1 + random.Next(features.Length);
            random.Shuffle<int>(features);
            queries.Add(conditions.Query([.. features.Take(size).Select(feature => conditions.On(feature)[random.Next(conditions.On(feature).Length)])]));
        }

        return [.. queries];
    }

    /// <summary>
    /// What may be asked of a row, in view of a record: three conditions of an ordered feature, one of a category. A bit says whether one
    /// is met.
    /// </summary>
    private sealed class Conditions
    {
        private readonly FeatureRows _record;
        private readonly int[] _first;   // for each feature, the number of its first bit
        private readonly int _words;

        public Conditions(FeatureRows record)
        {
            _record = record;
            _first = new int[record.Width];
            var bits = 0;
            for (var feature = 0; feature < Width; feature++)
            {
                _first[feature] = bits;
                bits += record.IsCategory(feature) ? 1 : 2;
            }

            _words = (bits + BitsOfWord - 1) / BitsOfWord;
        }

        public int Width => _record.Width;

        /// <summary>The value is the record's: one bit of a category; of an ordered feature both, at most and at least.</summary>
        public int[] Same(int feature) => _record.IsCategory(feature) ? [_first[feature]] : [_first[feature], _first[feature] + 1];

        public int[][] On(int feature) =>
            _record.IsCategory(feature) ? [Same(feature)] : [Same(feature), [_first[feature]], [_first[feature] + 1]];

        public ulong[] Query(IEnumerable<int[]> conditions)
        {
            var query = new ulong[_words];
            foreach (var bit in conditions.SelectMany(bits => bits))
                query[bit / BitsOfWord] |= 1ul << (bit % BitsOfWord);
            return query;
        }

        /// <summary>The bits of all rows, one row after another.</summary>
        public ulong[] MetBy(FeatureRows rows)
        {
            var met = new ulong[rows.Count * _words];
            var record = _record[0];
            for (var row = 0; row < rows.Count; row++)
            {
                var values = rows[row];
                var bits = met.AsSpan(row * _words, _words);
                for (var feature = 0; feature < values.Length; feature++)
                {
                    var (value, own, first) = (values[feature], record[feature], _first[feature]);
                    if (_record.IsCategory(feature))
                    {
                        Set(bits, first, value == own);
                        continue;
                    }

                    Set(bits, first, value <= own);
                    Set(bits, first + 1, value >= own);
                }
            }

            return met;
        }

        private static void Set(Span<ulong> bits, int bit, bool isMet) => bits[bit / BitsOfWord] |= isMet ? 1ul << (bit % BitsOfWord) : 0;
    }
}

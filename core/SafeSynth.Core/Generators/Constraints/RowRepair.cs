using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Generators.Constraints;

/// <summary>Makes every row keep every rule, and changes as little as that takes.</summary>
/// <remarks>
/// The model rules out whatever its bins can tell. What is left is decided inside bins: the columns that a broken rule ties together are
/// drawn again, each from the bin that the row has, until all their rules hold, which is a draw from the distribution inside these bins
/// given that they do. Where a row's bins leave next to no such values, the columns are taken over together from another row that keeps the
/// rules.
/// </remarks>
/// <param name="columns">The modelled columns, with the bins that the model sees.</param>
/// <param name="rules">The rules.</param>
/// <param name="further">Draws so many further rows from the model.</param>
internal sealed class RowRepair(IReadOnlyList<ModelledColumn> columns, IReadOnlyList<RowRule> rules, Func<int, SampleRandom, DecodedRows> further)
{
    /// <summary>The first half of the draws keep the bins of columns that follow from others, the second half do not.</summary>
    private const int MaxDraws = 64;

    /// <summary>Where no row of a batch can be taken over from, so many others are drawn to look for one.</summary>
    private const int FurtherRows = 1 << 14;

    private readonly Part[] _parts = Parts(rules);

    /// <summary>Changes the values of the rows that break a rule.</summary>
    /// <exception cref="SafeSynthException">SS0179: hardly a row of the model keeps all rules.</exception>
    public void Apply(DecodedRows rows, SampleRandom random, CancellationToken cancel)
    {
        foreach (var part in _parts)
        {
            var stubborn = Redraw(part, rows, random, cancel);
            if (stubborn.Count == 0)
                continue;
            var donors = rows;
            var others = Enumerable.Range(0, rows.Count).Except(stubborn).ToList();
            if (others.Count == 0)
            {
                donors = further(FurtherRows, random);
                others = [.. Enumerable.Range(0, donors.Count).Except(Redraw(part, donors, random, cancel))];
            }

            if (others.Count == 0)
                throw ConstraintFault.Contradiction("hardly any row of the fitted model, as far as it was asked for, keeps all of them. Ask for other rows, declare the columns' values and bounds, or leave a constraint out");
            foreach (var row in stubborn)
            {
                var donor = others[random.Next(others.Count)];
                foreach (var column in part.Columns)
                    rows.Values[column][row] = donors.Values[column][donor];
            }
        }
    }

    // The rows whose bins leave next to no values that keep the rules.
    private List<int> Redraw(Part part, DecodedRows rows, SampleRandom random, CancellationToken cancel)
    {
        var stubborn = new List<int>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (row % 4096 == 0)
                cancel.ThrowIfCancellationRequested();
            if (!part.Holds(rows.Values, row) && !Redraw(part, rows, row, random))
                stubborn.Add(row);
        }

        return stubborn;
    }

    private bool Redraw(Part part, DecodedRows rows, int row, SampleRandom random)
    {
        var (codes, values) = rows;
        for (var draw = 0; draw < MaxDraws; draw++)
        {
            // What follows from another column may be all that is wrong.
            foreach (var column in draw == 0 ? [] : part.Columns)
            {
                if (codes[row, column] < columns[column].Bins.BinCount)
                    values[column][row] = columns[column].Bins.Draw(codes[row, column], random);
            }

            var isInItsBins = true;
            foreach (var rule in part.Settling)
            {
                rule.Settle(values, row);
                isInItsBins &= columns[rule.Dependent].ModelCodeOf(values[rule.Dependent][row]) == codes[row, rule.Dependent];
            }

            if ((isInItsBins || draw >= MaxDraws / 2) && part.Holds(values, row))
                return true;
        }

        return false;
    }

    // Rules that share a column are kept together.
    private static Part[] Parts(IReadOnlyList<RowRule> rules)
    {
        var parts = new List<List<RowRule>>();
        foreach (var rule in rules)
        {
            var touched = parts.Where(part => part.Any(other => other.Columns.Intersect(rule.Columns).Any())).ToList();
            parts.RemoveAll(touched.Contains);
            parts.Add([.. touched.SelectMany(part => part), rule]);
        }

        return [.. parts.Select(part => new Part(part))];
    }

    private sealed class Part
    {
        private readonly RowRule[] _rules;

        public Part(List<RowRule> rules)
        {
            _rules = [.. rules];
            Columns = [.. rules.SelectMany(rule => rule.Columns).Distinct().Order()];
            var settled = new List<RowRule>();
            var waiting = rules.Where(rule => rule.Dependent >= 0).ToList();
            while (waiting.Count > 0)
            {
                // What decides a column is settled before it; the rules were refused if they went round in circles.
                var next = waiting.First(rule => !waiting.Any(other => other != rule && rule.Columns.Contains(other.Dependent)));
                waiting.Remove(next);
                settled.Add(next);
            }

            Settling = [.. settled];
        }

        public int[] Columns { get; }

        /// <summary>The rules by which columns follow from others, in an order in which they can be settled.</summary>
        public RowRule[] Settling { get; }

        public bool Holds(long[][] values, int row)
        {
            foreach (var rule in _rules)
            {
                if (!rule.Holds(values, row))
                    return false;
            }

            return true;
        }
    }
}

/// <summary>Rows as the bins that a model drew, and as the domain codes drawn inside them.</summary>
/// <param name="Codes">The model codes.</param>
/// <param name="Values">For each modelled column, the domain codes.</param>
internal sealed record DecodedRows(CodeColumns Codes, long[][] Values)
{
    public int Count => Codes.Rows;
}

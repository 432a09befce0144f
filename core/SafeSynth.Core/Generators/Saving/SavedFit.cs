using System.Text.Json.Serialization;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Generators.Saving;

/// <summary>The distribution of the modelled columns.</summary>
/// <param name="Rows">The noisy number of private rows.</param>
/// <param name="Bins">For each modelled column the bins that the model sees, null where they are those of the column.</param>
/// <param name="Potentials">The terms of the log-linear model.</param>
/// <param name="Polished">Whether sampled rows are polished against the terms of two columns.</param>
/// <param name="Loose">Expected counts of further pairs, to which polished rows are brought in place of the model's.</param>
/// <param name="Rules">What every row keeps.</param>
internal sealed record SavedFit(
    double Rows, SavedBins?[] Bins, SavedPotential[] Potentials,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Polished = false,
    SavedPotential[]? Loose = null, SavedRule[]? Rules = null)
{
    /// <summary>The most cells that the tables of a model may have together: 2 GiB of doubles.</summary>
    private const long MaxCells = 1L << 28;

    private const double MostRows = 1L << 53;

    public static SavedFit Of(MarginalModel model, RunReport report)
    {
        var modelled = report.Layout.Modelled;
        if (!model.Columns.SequenceEqual(modelled.Zip(model.Columns, (column, seen) => column with { Bins = seen.Bins })))
            throw new ArgumentException("The model sees other columns than the report describes.", nameof(model));
        if (model.Model is { } graph)
            RequireFits(graph.Tree, report.DataName);
        return new SavedFit(
            model.ExpectedRows,
            [.. modelled.Zip(model.Columns, (column, seen) => ReferenceEquals(column.Bins, seen.Bins) ? null : SavedBins.Of(seen.Bins))],
            [.. (model.Model?.Potentials ?? []).Select(potential => new SavedPotential([.. potential.Clique], potential.Values))],
            model.Polished,
            model.Loose.Count == 0 ? null : [.. model.Loose.Select(pair => new SavedPotential([.. pair.Clique], pair.Counts))],
            model.Rules.Count == 0 ? null : [.. model.Rules.Select(SavedRule.Of)]);
    }

    public MarginalModel ToSynthesizer(TableLayout layout, string file)
    {
        Sound.Require(Rows is >= 0 and <= MostRows, "its number of rows is out of range");
        Sound.Require(Bins.Length == layout.Modelled.Count, "the model has other columns than the table");
        if (Bins.Length == 0)
        {
            Sound.Require(Potentials.Length == 0, "the model has terms, but no columns");
            return MarginalModel.OfRowCount(Rows);
        }

        List<ModelledColumn> columns =
        [
            .. layout.Modelled.Zip(Bins, (column, bins) =>
                bins is null ? column : column with { Bins = bins.ToBinning(column.Name, column.Domain) }),
        ];
        int[] shape = [.. columns.Select(column => column.Size)];
        Sound.Require(Rows > 0 && !Potentials.Contains(null), "it has no rows, or a term is empty");
        Potential[] potentials = [.. Potentials.Select(potential => potential.ToPotential(shape))];
        Sound.Require(potentials.DistinctBy(potential => potential.Clique).Count() == potentials.Length, "two terms are of the same columns");
        Sound.Require(!Polished || shape.All(size => size <= RowPolish.MaxSize), "a column has too many values to be polished");
        RequireFits(new JunctionTree(shape, potentials.Select(potential => potential.Clique)), file);
        return new MarginalModel(columns, new GraphicalModel(shape, Rows, potentials), Polished, LoosePairs(shape), SavedRule.ToRules(Rules ?? [], columns));
    }

    private LoosePair[] LoosePairs(int[] shape)
    {
        Sound.Require(Loose is null || (Polished && !Loose.Contains(null)), "it has pairs that nothing is polished against, or an empty one");
        LoosePair[] pairs = [.. (Loose ?? []).Select(saved => saved.ToPotential(shape)).Select(pair => new LoosePair(pair.Clique, pair.Values))];
        Sound.Require(pairs.DistinctBy(pair => pair.Clique).Count() == pairs.Length, "two pairs are of the same columns");
        Sound.Require(pairs.All(pair => pair.Clique.Count == 2 && pair.Counts.All(count => count >= 0 && count <= 2 * Rows)), "a pair is of other than two columns, or has a count out of range");
        Sound.Require(pairs.Sum(pair => (long)pair.Counts.Length) <= RowPolish.MaxCells, "its pairs have too many cells");
        return pairs;
    }

    // Asked before any table is made: few terms can make a large clique.
    private static void RequireFits(JunctionTree tree, string file)
    {
        if (tree.Cells > MaxCells)
            throw ModelFault.TooLarge(file, $"{tree.Cells} cells", $"{MaxCells}");
    }
}

/// <summary>One term: a number for each combination of values of some columns, row-major, the last column fastest.</summary>
/// <param name="Columns">Numbers of modelled columns, from 0, ascending.</param>
/// <param name="Values">The numbers; "-Infinity" where the combination cannot occur.</param>
internal sealed record SavedPotential(
    int[] Columns, [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double[] Values)
{
    /// <summary>Columns of one value each could otherwise be joined by the thousand, which inference takes for ever to untangle.</summary>
    private const int MaxColumns = 64;

    /// <summary>The sum of as many as a model can have is finite.</summary>
    private const double Largest = 1e280;

    public Potential ToPotential(int[] shape)
    {
        Sound.Require(
            Columns.Length <= MaxColumns && Columns.All(column => column >= 0 && column < shape.Length),
            "a term is of columns that do not exist, or of too many");
        var clique = Clique.Of(Columns);
        Sound.Require(clique.SequenceEqual(Columns), "the columns of a term do not ascend");
        Sound.Require(clique.Cells(shape) == Values.Length, "a term does not have one number for each combination of values");
        Sound.Require(Values.All(value => value is >= -Largest and <= Largest or double.NegativeInfinity), "a term has a number out of range");
        return new Potential(clique, Values);
    }
}

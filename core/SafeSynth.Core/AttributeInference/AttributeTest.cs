using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.AttributeInference;

/// <summary>Guesses a secret of people from released rows, and says how much better it goes for members than for others.</summary>
/// <remarks>
/// <para>What the population has in common lets secrets be guessed of anybody, members or not: that is what synthetic data are for. A
/// release gives secrets away if they are guessed better of members than of others of whom the same is known (Yeom, Giacomelli, Fredrikson,
/// Jha 2018, definition 5: attribute advantage). Members and others must have been divided at random before the fit.</para>
/// <para>Every predictor guesses twice: from the released rows, and from the rows of others that the attacker knows. What the released rows
/// tell beyond the known ones, and of whom they make the attacker surer than those do, shows a few secrets given away among many that
/// anybody could guess.</para>
/// </remarks>
public static class AttributeTest
{
    /// <param name="synthetic">The released rows.</param>
    /// <param name="members">Rows that the release was made from.</param>
    /// <param name="nonMembers">Rows of the same population that it was not made from.</param>
    /// <param name="reference">Further such rows for the attacker to learn from; null takes half of the non-members.</param>
    /// <param name="secret">The column to be guessed. Rows in which it is missing are left out.</param>
    /// <param name="known">The columns that are known of the people; null for all others.</param>
    /// <param name="seed">Decides what is drawn at random.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <param name="unit">The column that names the person whom a row belongs to; null where every row is a person of its own. Rows of
    /// nobody are left out.</param>
    /// <exception cref="SafeSynthException">
    /// SS3002: nothing is known of anyone. SS3003: a table has no row with a secret, or too few to be divided. SS3005: a table has no
    /// column of units. SS3006: somebody is both a member and not. SS3040: a table lacks the secret or a known column. SS3041: the secret
    /// does not vary. SS3042: it is known.
    /// </exception>
    public static AttributeReport Run(
        OwnerTable synthetic, OwnerTable members, OwnerTable nonMembers, OwnerTable? reference, string secret, IReadOnlyCollection<string>? known, ulong seed,
        CancellationToken cancel, string? unit = null)
    {
        if (secret == unit || known?.Contains(secret) == true)
            throw GateFault.SecretIsKnown(secret);
        List<OwnerTable> tables = [synthetic, members, nonMembers, .. reference is null ? [] : new[] { reference }];
        foreach (var column in known ?? [])
        {
            if (tables.Find(table => !table.ColumnNames.Contains(column)) is { } without)
                throw GateFault.NoColumn(column, without.Name);
        }

        var wanted = Secret.Learn(secret, tables);
        var division = Division.Of(members, nonMembers, reference, unit, seed, wanted.IsThere);
        var isReleased = wanted.IsThere(synthetic);
        int[] released = [.. Enumerable.Range(0, synthetic.RowCount).Where(row => isReleased[row])];
        if (released.Length == 0)
            throw GateFault.TooFewRows(synthetic.Name, 1);
        var truths = division.OfTargets(wanted.ValuesOf);
        if (truths.Distinct().Count() < 2)
            throw GateFault.SecretDoesNotVary(secret);

        var space = FeatureSpace.Learn(reference ?? synthetic, tables, column => column != unit && column != secret && known?.Contains(column) != false);
        var everything = FeatureSpace.Learn(reference ?? synthetic, tables, column => column != unit);
        var (targets, rows) = (division.Targets(space), space.Encode(synthetic).Take(released));
        var secrets = wanted.ValuesOf(synthetic);
        var told = new SecretSetting(targets, rows, Array.ConvertAll(released, row => secrets[row]), wanted.IsCategory);
        var expected = new SecretSetting(targets, division.Known(space), division.OfKnown(wanted.ValuesOf), wanted.IsCategory);
        var anyone = SecretGuess.OneOf(told.Secrets, wanted.IsCategory, confidence: 0);
        return new AttributeReport(synthetic.Name, secret, wanted.IsCategory, [.. PredictorCatalog.All.Select(Compare)], division.IsMember)
        {
            Targets = division.Targets(everything),
            Units = division.Units,
            UnitColumn = unit,
            KnownPeople = division.KnownPeople,
            Reference = division.Known(everything),
            SyntheticRows = released.Length,
            LeftOut = space.LeftOut,
            Known = space.Names,
            Chance = wanted.Closeness([.. truths.Select(_ => anyone)], truths).Average(),
        };

        PredictorResult Compare(ISecretPredictor predictor)
        {
            var (guesses, others) = (predictor.Guess(told, cancel), predictor.Guess(expected, cancel));
            var (closeness, closenessOfOthers) = (wanted.Closeness(guesses, truths), wanted.Closeness(others, truths));
            return new PredictorResult(
                predictor.Info, closeness, [.. closeness.Zip(closenessOfOthers, (from, without) => from - without)],
                [.. guesses.Zip(others, (from, without) => from.Confidence - without.Confidence)]);
        }
    }
}

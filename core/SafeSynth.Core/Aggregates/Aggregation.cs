using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>The story of a private answer: source, groups that may be named, noisy figures, each with its error.</summary>
public static class Aggregation
{
    /// <summary>Measures private rows; all of it together keeps the request's guarantee.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="source">The private rows.</param>
    /// <param name="noise">What noise is made of; <see cref="SystemNoise"/> outside tests.</param>
    /// <param name="progress">Is told what is being done.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <param name="ledger">The account to charge; none when left out.</param>
    /// <returns>One measurement for each group and column.</returns>
    /// <exception cref="SafeSynthException">The request does not fit the source, the source cannot be read, or the account
    /// refuses.</exception>
    public static IReadOnlyList<NoisyFigures> Measure(
        AggregateRequest request, IRowSource source, INoiseProvider noise, IProgress<StageProgress>? progress = null, CancellationToken cancel = default,
        Ledger? ledger = null)
    {
        progress?.Report(new StageProgress($"Reading {source.Name}", 0));
        var rows = source.Read(progress: null, cancel);

        var plan = AggregatePlan.Of(request, rows.ColumnNames, isCharged: ledger is not null);
        using var release = AccountedRelease.Begin(rows, plan.Hash, plan.Terms, noise, ledger);
        var figures = Measure(plan, release.Open(source.Name, plan.Fields, request.Schema.MissingValues), progress, cancel);
        release.Settle();
        return figures;
    }

    /// <summary>The part of the story behind the door: all that it learns is what the door answers.</summary>
    internal static IReadOnlyList<NoisyFigures> Measure(
        AggregatePlan plan, IPrivateData data, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        progress?.Report(new StageProgress("Measuring", 0.5));
        var groups = GroupsOf(plan, data);
        if (groups is { Names.Count: 0 })
            return [];

        var measured = new List<IReadOnlyList<NoisyFigures>>();
        foreach (var column in plan.Columns)
        {
            cancel.ThrowIfCancellationRequested();
            measured.Add(new ColumnFigures(plan, column, groups, data).Measure());
        }

        // Group by group, and the columns of each.
        return [.. Enumerable.Range(0, groups?.Names.Count ?? 1).SelectMany(group => measured.Select(column => column[group]))];
    }

    private static Grouping? GroupsOf(AggregatePlan plan, IPrivateData data)
    {
        if (plan.Request.GroupBy is not { } column)
            return null;
        if (plan.DeclaredGroups is { } declared)
            return new Grouping(column, declared);

        var query = new KeyUnitQuery(column);
        var sensitivity = query.Under(plan.Request.Guarantee.Unit, plan.Request.Guarantee.Neighbors);
        var selection = new LookNoise(data.Budget.Cap, plan.Looks).ForGroups(sensitivity).Mechanism;
        var names = data.Measure(query, selection).Columns[0].Select(key => key.Text).Order(StringComparer.Ordinal);
        return new Grouping(column, new CategoryDomain(FieldType.String, names, CellForm.Text, nullable: false, hasOther: false));
    }
}

using System.Text.Json;
using SafeSynth.Generators.Saving;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Data;

/// <summary>Rows in memory behind the one door.</summary>
public sealed class PrivateTable : IPrivateData
{
    private readonly UnitRows _rows;
    private readonly IReleaseNoise _noise;
    private readonly CancellationToken _cancel;

    private PrivateTable(PublicFacts facts, UnitRows rows, BudgetScope budget, IReleaseNoise noise, CancellationToken cancel) =>
        (Facts, _rows, Budget, _noise, _cancel) = (facts, rows, budget, noise, cancel);

    public PublicFacts Facts { get; }

    public BudgetScope Budget { get; }

    /// <summary>What was asked and answered so far.</summary>
    public Transcript Transcript { get; } = new();

    /// <summary>Puts rows behind the door: leaves out what the fault policy drops and what exceeds the bound on rows per unit.</summary>
    /// <param name="name">The data set's public name.</param>
    /// <param name="table">The private rows.</param>
    /// <param name="fields">What is declared of each column, in order.</param>
    /// <param name="missingValues">Texts that stand for a missing value.</param>
    /// <param name="budget">What may be spent, with unit and neighbours.</param>
    /// <param name="noise">What noise is made of.</param>
    /// <param name="cancel">Shuts the door: once it is cancelled, nothing more is answered or charged.</param>
    /// <exception cref="ArgumentException">The noise is that of a release of other rows.</exception>
    /// <exception cref="SafeSynthException">SS0103: the unit's key column is not among the columns; or a field's constraints do not hold
    /// together.</exception>
    public static PrivateTable Open(
        string name, RawTable table, IReadOnlyList<Field> fields, IReadOnlyList<string> missingValues, BudgetScope budget, IReleaseNoise noise,
        CancellationToken cancel = default)
    {
        if (!noise.IsFor(table))
            throw new ArgumentException("The noise is that of a release of other rows: drawn again, it would not hide these.", nameof(noise));
        foreach (var field in fields)
            DeclaredDomain.Check(field);
        var unit = budget.Guarantee.Unit;
        if (unit.KeyColumn is { } key && !table.ColumnNames.Contains(key))
            throw PlanFault.UnknownKeyColumn(key, table.ColumnNames);

        var rows = new UnitRows(table, missingValues);
        rows.DropFaulty(fields);
        rows.BoundUnits(unit, fields, noise.ForEvent(IReleaseNoise.BeforeEvents, "the rows of each unit that take part"));
        return new PrivateTable(new PublicFacts(name, table.ColumnNames, budget.Guarantee), rows, budget, noise, cancel);
    }

    /// <summary>The texts of a column as they are: nothing is priced, and nothing keeps a guarantee from then on.</summary>
    internal UnprotectedTexts Unprotected(string column) => new(_rows, column);

    public TNoisy Measure<T, TNoisy>(PrivateQuery<T> query, Mechanism<T, TNoisy> mechanism)
    {
        _cancel.ThrowIfCancellationRequested();
        var sensitivity = query.Under(Facts.Guarantee.Unit, Facts.Guarantee.Neighbors);
        var cost = mechanism.CostOf(sensitivity) with { Question = query.Description };
        lock (_rows)
        {
            var index = Budget.Events.Count;
            Budget.Charge(cost);

            // Noise that could be drawn again depends on all answers before: from where two runs part, they share none.
            var descriptor = JsonSerializer.Serialize(SavedEvent.Of(cost), SavedModelContext.Strict.SavedEvent);
            var answer = mechanism.Draw(query.Evaluate(_rows), sensitivity, _noise.ForEvent(index, $"{descriptor} after {Transcript.Hash}"));
            var spelled = new CanonicalBytes();
            mechanism.Spell(answer, spelled);
            Transcript.Append(descriptor, spelled);
            return answer;
        }
    }
}

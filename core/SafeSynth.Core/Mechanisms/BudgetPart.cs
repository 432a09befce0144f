using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>The door, with a part of the budget behind it: who measures through it can spend no more.</summary>
/// <remarks>
/// Every charge is accepted twice, by the part and by the whole, so that parts which add up to no more than the whole never get in each
/// other's way.
/// </remarks>
/// <param name="data">The door.</param>
/// <param name="limit">The part, in zCDP.</param>
internal sealed class BudgetPart(IPrivateData data, ZcdpCost limit) : IPrivateData
{
    public PublicFacts Facts => data.Facts;

    public BudgetScope Budget { get; } = new(new ReleaseCap(data.Facts.Guarantee, data.Budget.Cap.Composition, limit));

    public TNoisy Measure<T, TNoisy>(PrivateQuery<T> query, Mechanism<T, TNoisy> mechanism)
    {
        Budget.Charge(mechanism.CostOf(query.Under(Facts.Guarantee.Unit, Facts.Guarantee.Neighbors)));
        return data.Measure(query, mechanism);
    }
}

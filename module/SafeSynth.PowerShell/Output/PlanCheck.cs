using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Output;

/// <summary>What a plan promises, costs and buys; of a plan that is not valid, its name alone.</summary>
/// <remarks>Lists are arrays, the only ones into which PowerShell can index whatever they are declared as.</remarks>
public sealed class PlanCheck
{
    private PlanCheck(string plan, ReleasePrice? price) => (Plan, Price) = (plan, price);

    /// <summary>The plan's file, as it was named.</summary>
    public string Plan { get; }

    /// <summary>Whether the plan can be carried out; what is wrong with one that cannot is an error of its own.</summary>
    public bool Valid => Price is not null;

    /// <summary>All of the price.</summary>
    public ReleasePrice? Price { get; }

    /// <summary>The guarantee in one line.</summary>
    public string? Guarantee => Price is null ? null : GuaranteeInWords.Short(Price.Guarantee);

    /// <summary>What the guarantee means for attackers, in one line.</summary>
    public string? Attackers => Price?.Attackers;

    public double? Epsilon => Price?.Guarantee.Epsilon;

    public double? Delta => Price?.Guarantee.Delta;

    public string? Unit => Price?.Guarantee.Unit.ToString();

    public string? Generator => Price?.Generator;

    /// <summary>About how many rows there are, where that is declared.</summary>
    public long? Size => Price?.Size;

    /// <summary>The most of the budget that learning what is not declared takes.</summary>
    public double? LearningShare => Price?.LearningShare;

    /// <summary>The columns about which something has to be learned.</summary>
    public IReadOnlyList<string> OpenColumns => Price?.OpenColumns.ToArray() ?? [];

    /// <summary>What is spent on what, and what that buys.</summary>
    public IReadOnlyList<PricedPart> Parts => Price?.Parts.ToArray() ?? [];

    /// <summary>The memory and time that it takes, in one line.</summary>
    public string? Resources => Price?.Resources?.ToString();

    /// <summary>What is allowed and most likely not meant.</summary>
    public IReadOnlyList<PlanWarning> Warnings => Price?.Warnings.ToArray() ?? [];

    /// <summary>What could be better.</summary>
    public IReadOnlyList<string> Advice => Price?.Advice.ToArray() ?? [];

    internal static PlanCheck Passed(string plan, ReleasePrice price) => new(plan, price);

    internal static PlanCheck Failed(string plan) => new(plan, null);
}

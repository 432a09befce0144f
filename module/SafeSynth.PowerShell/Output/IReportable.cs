using SafeSynth.Data;

namespace SafeSynth.Output;

/// <summary>What a privacy report can tell more of than verdicts.</summary>
public interface IReportable
{
    /// <summary>What was found out; what is <see cref="OwnerOnly"/> comes into reports for the owner of the rows alone.</summary>
    IReadOnlyList<object> Findings { get; }
}

using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>How much a unit votes for each of its keys, and how far that lets it move all counts.</summary>
internal abstract class VoteRule
{
    /// <summary>Votes with an L2 norm of 1 in all: <see cref="UnitVotes"/>. For Gaussian noise.</summary>
    public static VoteRule Normed { get; } = new NormedRule();

    /// <summary>
    /// One whole vote for each key, so that counts are numbers of units: for Laplace noise, and for selections that count units.
    /// </summary>
    /// <remarks>
    /// Sensitivity: a unit of k rows, of m keys each at most, adds one to each of at most k m counts, so L0 = L1 = L2^2 = k m and LInf = 1.
    /// Replace: k m counts lose one and k m others gain one, at worst, so L0, L1 and L2^2 are twice as large.
    /// </remarks>
    public static VoteRule Whole { get; } = new WholeRule();

    /// <summary>What a vote of 1 is written as.</summary>
    public abstract long One { get; }

    /// <summary>The rule in words, as the beginning of a question.</summary>
    public abstract string Name { get; }

    /// <param name="keys">The number of the unit's keys; 1 or more.</param>
    public abstract long VoteOf(long keys);

    /// <param name="mostPerText">The most keys of one text.</param>
    /// <param name="unit">Whose texts they are.</param>
    /// <param name="neighbors">Which data sets must look alike.</param>
    public abstract Sensitivity Under(int mostPerText, PrivacyUnit unit, Neighbors neighbors);

    private sealed class NormedRule : VoteRule
    {
        public override long One => UnitVotes.Norm;

        public override string Name => "votes";

        public override long VoteOf(long keys) => UnitVotes.VoteOf(keys);

        public override Sensitivity Under(int mostPerText, PrivacyUnit unit, Neighbors neighbors) =>
            UnitVotes.SensitivityUnder(mostPerText, unit, neighbors);
    }

    private sealed class WholeRule : VoteRule
    {
        public override long One => 1;

        public override string Name => "whole votes";

        public override long VoteOf(long keys) => 1;

        public override Sensitivity Under(int mostPerText, PrivacyUnit unit, Neighbors neighbors)
        {
            var keys = checked((neighbors == Neighbors.AddRemove ? 1L : 2L) * mostPerText * unit.MaxRows);
            return new Sensitivity(keys, keys, keys, 1);
        }
    }
}

using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

/// <summary>Two neighbours, one with a unit and one without, on which a mechanism is as easy to see through as anywhere.</summary>
internal abstract class Neighbours<T, TNoisy>(Sensitivity sensitivity)
{
    protected Sensitivity Sensitivity { get; } = sensitivity;

    /// <summary>Audits one answer of a mechanism, and what it costs.</summary>
    public (Audit Audit, FixedSchedule Claim) OneAnswer(Mechanism<T, TNoisy> mechanism, int runs, int seed)
    {
        var (with, without) = Answers(mechanism, runs, seed);
        return (new Audit(with, without), new FixedSchedule(mechanism.CostOf(Sensitivity)));
    }

    /// <summary>One number for each of many answers, on the data with the unit and on its neighbour.</summary>
    public (long[] With, long[] Without) Answers(Mechanism<T, TNoisy> mechanism, int runs, int seed)
    {
        var noise = new SeededNoise(seed);
        return (Ratios(mechanism, [true], runs, noise), Ratios(mechanism, [false], runs, noise));
    }

    /// <summary>Audits two answers together: the second is to a query on which the neighbours change places.</summary>
    public (Audit Audit, FixedSchedule Claim) TwoAnswers(Mechanism<T, TNoisy> mechanism, int runs, int seed)
    {
        var noise = new SeededNoise(seed);
        var audit = new Audit(Ratios(mechanism, [true, false], runs, noise), Ratios(mechanism, [false, true], runs, noise));
        return (audit, new FixedSchedule(new ComposedEvent(mechanism.CostOf(Sensitivity), 2)));
    }

    /// <summary>Runs a mechanism; for each run a number that increases with the exact likelihood ratio of its answers.</summary>
    /// <param name="mechanism">What is audited.</param>
    /// <param name="questions">For each answer of a run, on which neighbour; the ratio of a second answer counts against that of the
    /// first.</param>
    /// <param name="runs">How many.</param>
    /// <param name="noise">For all runs.</param>
    protected abstract long[] Ratios(Mechanism<T, TNoisy> mechanism, bool[] questions, int runs, INoiseSource noise);

    protected static int Sign(int question) => question == 0 ? 1 : -1;
}

/// <summary>A count that is larger by <paramref name="shift"/> on one of the neighbours.</summary>
/// <param name="shift">Of the count.</param>
/// <param name="ratio">Increases with the exact likelihood ratio of a noisy count.</param>
internal sealed class ShiftedCount(long shift, Func<long, long> ratio)
    : Neighbours<MarginalCounts, MarginalCounts>(new Sensitivity(1, shift, shift * shift, shift))
{
    // Noise of different cells is independent, so a run is a cell.
    protected override long[] Ratios(Mechanism<MarginalCounts, MarginalCounts> mechanism, bool[] questions, int runs, INoiseSource noise)
    {
        var ratios = new long[runs];
        for (var question = 0; question < questions.Length; question++)
        {
            var exact = new MarginalCounts([[.. Enumerable.Repeat(questions[question] ? shift : 0, runs)]]);
            var noisy = mechanism.Draw(exact, Sensitivity, noise).Cells[0];
            for (var run = 0; run < runs; run++)
                ratios[run] += Sign(question) * ratio(noisy[run]);
        }

        return ratios;
    }
}

/// <summary>Scores that move by <paramref name="move"/> at most between the neighbours.</summary>
/// <param name="move">The largest change of a score.</param>
/// <param name="with">Scores on the data with the unit.</param>
/// <param name="without">Scores on its neighbour.</param>
/// <param name="ratio">Increases with the exact likelihood ratio of an answer.</param>
internal sealed class MovedScores<TNoisy>(long move, long[] with, long[] without, Func<TNoisy, long> ratio)
    : Neighbours<CandidateScores, TNoisy>(new Sensitivity(with.Length, with.Length * move, with.Length * move * move, move))
{
    protected override long[] Ratios(Mechanism<CandidateScores, TNoisy> mechanism, bool[] questions, int runs, INoiseSource noise)
    {
        var draws = Array.ConvertAll(questions, question => Prepared(mechanism, new CandidateScores(question ? with : without)));
        var ratios = new long[runs];
        for (var run = 0; run < runs; run++)
        {
            for (var question = 0; question < questions.Length; question++)
                ratios[run] += Sign(question) * ratio(draws[question](noise));
        }

        return ratios;
    }

    // Weights that take long to make are made once.
    private Func<INoiseSource, TNoisy> Prepared(Mechanism<CandidateScores, TNoisy> mechanism, CandidateScores scores)
    {
        Func<INoiseSource, int>? selection = mechanism switch
        {
            ExponentialMechanism m => m.SelectionFor(scores, Sensitivity).Draw,
            PermuteAndFlip m => m.SelectionFor(scores, Sensitivity).Draw,
            _ => null,
        };
        return selection as Func<INoiseSource, TNoisy> ?? (noise => mechanism.Draw(scores, Sensitivity, noise));
    }
}

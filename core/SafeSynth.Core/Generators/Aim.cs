using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using static SafeSynth.Generators.GaussianSteps;

namespace SafeSynth.Generators;

/// <summary>
/// Measures every column, then in rounds those marginals that the model fitted so far approximates worst, and fits it anew after each
/// round.
/// </summary>
/// <remarks>
/// Guarantee: every look at errors and every measurement is a rounded Gaussian, hence exactly mu_i-GDP, and their mu_i^2 sum to at most the
///   budget's, whatever was asked in answer to what (Dong, Roth, Su 2022, corollary 3.3; as a filter Smith and Thakurta 2022). All else is
///   post-processing. A record moves each of m errors by at most 1 (2 where replaced), either way, so a look has L2 sensitivity sqrt(m) (2
///   sqrt(m)): <see cref="MarginalErrorVectorQuery"/> has the proof. No score is taken for monotonic.
/// <para>
/// Why not the exponential mechanism, as in the paper: at rho it selects one marginal by scores with Gumbel noise of deviation
/// (pi / sqrt 6) 2 / sqrt(8 rho) = .91 / sqrt(rho), where a look at m candidates has sqrt(m / (2 rho)). For the k marginals of a round it
/// has .91 sqrt(k / rho) against that: selecting is more precise where k &lt; .6 m. But it is not exactly Gaussian, so all noise of the
/// release would be that of zCDP, larger at the same (epsilon, delta): by 5 % at epsilon 1 and delta 1e-9, by 8 % at delta 1e-5. Looks take
/// 5 % of rho, which is 2.5 % of noise, so even selection at no cost would not make that up.
/// </para>
/// <para>
/// As in the paper: only what is measured is charged, errors have to beat the expected error of a measurement
/// (<see cref="WorstApproximated"/>), the model may be as large as the share of the budget that is used by then, a round that finds nothing
/// worth its noise leaves its budget to the next, whose noise is less, the last round spends all that is left, and fits start from the one
/// before. Public rows, where there are some, are the model that the first round begins with (<see cref="PublicPrior"/>). Other than there,
/// rounds are few, each has twice the budget of the one before, and the last round tops up what was measured before (<see cref="TopUp"/>).
/// </para>
/// Shares are constants, tuned on public data: shares that followed the data would have to be paid for.
/// Source: McKenna, Mullins, Sheldon, Miklau 2022, "AIM: An Adaptive and Iterative Mechanism for Differentially Private Synthetic Data".
/// </remarks>
public sealed class Aim : IGenerator
{
    private const double OneWayShare = 0.35, LooksShare = 0.05, MarginalsShare = 0.6;

    private const int Rounds = 4;

    /// <summary>The cells of the junction tree at most, in the last round.</summary>
    private const long MaxCells = 1 << 18;

    /// <summary>The steps of a fit between rounds: enough to see what it gets wrong, which the next fit goes on to mend.</summary>
    private const int RoundIterations = 100;

    /// <summary>From the second round on only the worst of the first look are looked at: fewer errors, less noise on each.</summary>
    private const int MaxPairs = 512;

    public GeneratorInfo Info { get; } = new(
        "Aim",
        "Every column, then in rounds whatever the model so far gets wrong: best where rows are few for the noise.",
        Composition.Gdp,
        "GDP: Gaussian measurements alone, whose squares of mu add up exactly.",
        "McKenna, Mullins, Sheldon, Miklau 2022")
    {
        UsesPublicData = true,
    };

    /// <remarks>
    /// Of no more than the wanted pairs, whose errors all weigh the same: in the end each has the noise that one measurement would have
    /// given it.
    /// </remarks>
    public PlannedCost Price(PublicFacts facts, IReadOnlyList<PlannedColumn> columns) => columns.Count < 2 ? new Independent().Price(facts, columns) : new(
    [
        new PlannedPart("one-way marginals", OneWayShare, new PlannedMarginals(Ways: 1, columns.Count) { Apart = true }),
        new PlannedPart("a first look at pairs", LooksShare / Rounds) { Looks = CountOfPairs(columns.Count) },
        new PlannedPart("looks at the errors of the model", LooksShare * (Rounds - 1) / Rounds),
        new PlannedPart("two-way marginals", MarginalsShare, PlannedPairs(columns.Count)),
    ])
    {
        Work = new PlannedWork(
            (64 * MaxCells) + (24 * MaxCandidateCells), Seconds: 2 + (0.05 * columns.Count),
            SecondsPerMillionRows: 5 + (0.5 * columns.Count) + (0.001 * columns.Count * columns.Count)),
    };

    public ISynthesizer Fit(IPrivateData data, FitContext context, CancellationToken cancel)
    {
        var columns = context.Layout.Modelled;
        if (columns.Count < 2)
            return new Independent().Fit(data, context, cancel);

        var run = new Run(data, GaussianBeginning.Of(data, context, OneWayShare, MaxCells, cancel), cancel);
        for (var round = 0; round < Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            run.Measure(round);
            context.Progress?.Report(new StageProgress($"Measured round {round + 1} of {Rounds}", 0.2 + (0.8 * (round + 1) / Rounds)));
        }

        return run.Finish();
    }

    /// <summary>What is known after each round.</summary>
    /// <param name="data">The door.</param>
    /// <param name="begun">The columns, in bins, and what is known beforehand.</param>
    /// <param name="cancel">Looked at now and then.</param>
    private sealed class Run(IPrivateData data, GaussianBeginning begun, CancellationToken cancel)
    {
        private IReadOnlyList<Clique>? _worst;     // what later rounds look at
        private readonly double _looseShare = begun.Prior is not null ? 0 : MarginalsShare * LooseShareOf(begun.RowsPerNoise);
        private double[] _fromIndependence = [];   // for each pair, as far as it stands out
        private List<Measurement> _measured = [];
        private GraphicalModel? _model = begun.Prior;
        private double _carried;   // the shares of rounds that found nothing worth their noise

        private OneWayMarginals OneWay => begun.OneWay;

        private IReadOnlyList<Clique> Candidates => _worst ?? begun.Pairs;

        public void Measure(int round)
        {
            var isLast = round == Rounds - 1;
            var share = _carried + ((MarginalsShare - _looseShare) * (1 << round) / ((1 << Rounds) - 1));
            var errors = Look();
            var chosen = Choose(errors, share, used: isLast ? 1 : 1 - (data.Budget.Left.Rho / begun.Rho) + share);
            if (round == 0)
                LookAtWorstAlone(errors);

            var answers = isLast ? SpendRest(chosen) : chosen.Count > 0 ? GaussianSteps.Measure(data, OneWay, chosen, begun.Rho * share, begun.Wanted.Importance) : [];
            _carried = answers.Count > 0 ? 0 : share;
            if (answers.Count == 0)
                return;
            _measured = [.. _measured.Concat(answers).GroupBy(answer => answer.Clique).Select(repeats => repeats.Aggregate((one, again) => one.And(again)))];
            _model = OneWay.Fit(
                begun.Corrected(_measured), cancel, isLast ? Rule(_measured) : Rule(_measured) with { MaxIterations = RoundIterations }, _model);
        }

        /// <summary>The model after the last round, completed where rows are so many that some budget was kept for that.</summary>
        public MarginalModel Finish() => _looseShare == 0
            ? new MarginalModel(OneWay.Columns, _model!, polished: true)
            : WithLoose(data, OneWay, begun.Wanted, begun.Pairs, _fromIndependence, _model!, _measured, data.Budget.Left.Rho, begun.Noise / Math.Sqrt(_looseShare), cancel);

        private double[] Look()
        {
            var expected = _model is null ? GaussianSteps.Independent(OneWay, Candidates) : Expected(_model, Candidates, cancel);
            return MeasureErrors(data, OneWay, Candidates, expected, begun.Rho * LooksShare / Rounds);
        }

        private IReadOnlyList<Clique> Choose(double[] errors, double share, double used) => WorstApproximated.Choose(
            OneWay.Shape, [.. Candidates.Zip(errors, (clique, error) => new Candidate(clique, error, begun.Wanted.Importance(clique)))],
            [.. _measured.Select(answer => answer.Clique).Union(begun.Held)], begun.Noise / Math.Sqrt(share), (long)(MaxCells * used), cancel);

        // The later candidates: the worst pairs of the first look, and the triples that are wanted. A larger triple would get more noise
        // than half the rows, were it measured alone.
        private void LookAtWorstAlone(double[] errors)
        {
            _fromIndependence = errors;
            var triples = TripleCandidates.Of(
                begun.Wanted, OneWay.Shape, begun.Pairs, errors, maxCells: begun.RowsPerNoise * Math.Sqrt(MarginalsShare / 2) / 2);
            _worst = [.. begun.Pairs.Zip(errors).OrderByDescending(pair => pair.Second).Take(MaxPairs).Select(pair => pair.First), .. triples];
        }

        // All that is left for it goes to what was chosen now or before, so that each has the noise that it should have had. Where no pair
        // ever stood out, the columns themselves are measured again.
        private List<Measurement> SpendRest(IReadOnlyList<Clique> chosen)
        {
            var left = data.Budget.Left.Rho - (begun.Rho * _looseShare);
            List<Clique> all = [.. _measured.Select(answer => answer.Clique).Union(chosen)];
            if (all.Count == 0)
                return GaussianSteps.Measure(data, OneWay, Singles(OneWay.Columns.Count), left, begun.Wanted.Importance);
            var spent = _measured.ToDictionary(
                answer => answer.Clique, answer => begun.Noise * begun.Noise / (answer.StandardDeviation * answer.StandardDeviation));
            var further = TopUp.Shares(
                [.. all.Select(clique => begun.Wanted.Importance(clique) * clique.Cells(OneWay.Shape))], [.. all.Select(clique => spent.GetValueOrDefault(clique))],
                left / begun.Rho);
            return [.. all.Zip(further).Where(part => part.Second > 0).Select(part => GaussianSteps.Measure(data, OneWay, part.First, begun.Rho * part.Second))];
        }
    }
}

using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>Runs a generator many times on made-up data, with and without a canary, and bounds from below what its releases tell of the canary.</summary>
/// <remarks>
/// <para>Every fit goes through the true door, on <see cref="MadeNeighbors"/>, or <see cref="MadeTexts"/> for generators of texts; a fair coin of its own says on which of them. White box: all noisy answers of a
/// fit, through their exact likelihood ratio (<see cref="LikelihoodDoor"/>), which no observer of the release can beat. Black box: the synthetic rows
/// alone, through the linear score of their counts (<see cref="LinearScore"/>) that some of the fits teach.</para>
/// <para>One block of fits in <see cref="BlocksForRows"/> is carried on to synthetic rows. The others end when the budget is spent and the last noisy answer is
/// given: what a generator does then is a function of these answers, which adds nothing to what they tell (post-processing), and takes most of the time.</para>
/// <para>No private row has a part in this, so results may be published, and no account is charged.</para>
/// </remarks>
public static class GuaranteeAudit
{
    /// <summary>The fewest fits a side that bounds can be had from.</summary>
    public const int FewestFits = 100;

    /// <summary>Of lower bounds.</summary>
    public const double BoundError = 0.05;

    /// <summary>The generators of texts that can be audited: those that have a guarantee and work without a language model.</summary>
    public static IReadOnlyList<GeneratorInfo> OfTexts { get; } = [.. AuditedGenerator.TextsAlone.Select(generator => generator.Info)];

    private const int FitsAtOnce = 250;

    private const int BlocksForRows = 4;

    /// <summary>Of the fits that make rows, those that teach the black-box observer.</summary>
    private const double LessonShare = 0.3;

    /// <summary>Audits one generator.</summary>
    /// <param name="generator">Its name.</param>
    /// <param name="claimed">What its releases are said to keep, for rows.</param>
    /// <param name="fits">On each side, on average.</param>
    /// <param name="seed">Decides coins, noise and rows, so that an audit can be repeated; null takes the noise that releases get.</param>
    /// <param name="halfTheNoise">Plants a bug: mechanisms draw half the noise that they are priced for. Shows what the audit can find.</param>
    /// <param name="progress">Told after some fits.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="SafeSynthException">SS0113: there is no such generator, or none that works without a language model.</exception>
    /// <exception cref="ArgumentException">There are too few fits, or the claim is not for rows.</exception>
    public static GuaranteeReport Run(
        string generator, Guarantee claimed, int fits, ulong? seed = null, bool halfTheNoise = false, IProgress<StageProgress>? progress = null,
        CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fits, FewestFits);
        var audited = AuditedGenerator.Of(generator, claimed);
        var (info, runs) = (audited.Info, new Runs(audited, halfTheNoise));
        var total = checked(2 * fits);
        var (wentIn, ratios, counts) = (CanaryScores.Coins(total, RandomFor(seed, -1)), new double[total], new int[]?[total]);

        // Fits are numbered, and so are their streams: what comes out does not depend on which thread does what.
        var done = 0;
        Parallel.For(0, (total + FitsAtOnce - 1) / FitsAtOnce, new ParallelOptions { CancellationToken = cancel }, block =>
        {
            var (noise, random) = (new OneStream(StreamFor(seed, block)), RandomFor(seed, block));
            var end = Math.Min(total, (block + 1) * FitsAtOnce);
            for (var i = block * FitsAtOnce; i < end; i++)
                (ratios[i], counts[i]) = block % BlocksForRows == 0 ? runs.WithRows(wentIn[i], noise, random, cancel) : (runs.Answers(wentIn[i], noise, cancel), null);
            progress?.Report(new StageProgress($"Fitting {info.Name}", (double)Interlocked.Add(ref done, end - (block * FitsAtOnce)) / total));
        });

        var made = counts.Zip(wentIn).Where(fit => fit.First is not null).ToList();
        var lessons = (int)(LessonShare * made.Count);
        var black = new LinearScore([.. made.Take(lessons).Select(fit => fit.First!)], [.. made.Take(lessons).Select(fit => fit.Second)]);
        var tested = made.Skip(lessons).ToList();
        return new GuaranteeReport(
            info, audited.Cap, fits, halfTheNoise, CanaryScores.Of(ratios, wentIn),
            CanaryScores.Of([.. tested.Select(fit => black.Of(fit.First!))], [.. tested.Select(fit => fit.Second)]));
    }

    private static SampleRandom RandomFor(ulong? seed, int block) =>
        seed is { } known ? new SampleRandom(known ^ ((ulong)(block + 2) << 40)) : SampleRandom.FromSystem();

    private static INoiseSource StreamFor(ulong? seed, int block) =>
        seed is { } known ? new InsecureNoise(known).ForEvent(block, "audit") : new SystemNoise();

    /// <summary>The fits of an audit.</summary>
    private sealed class Runs(AuditedGenerator audited, bool halfTheNoise)
    {
        private readonly IFakeValues _fakes = new PatternFakes();

        /// <summary>The likelihood ratio of all answers of one fit, and the counts of its synthetic rows.</summary>
        public (double LogRatio, int[] Counts) WithRows(bool with, IReleaseNoise noise, SampleRandom random, CancellationToken cancel)
        {
            var door = Open(with, noise, allIsTold: null, cancel);
            var model = audited.Fit(door, cancel);
            return (door.LogRatio, audited.Count(model.Sample(rows: null, random.NextBits(), _fakes, cancel)));
        }

        /// <summary>The likelihood ratio of all answers of one fit, which is given up as soon as there will be no more.</summary>
        public double Answers(bool with, IReleaseNoise noise, CancellationToken cancel)
        {
            using var allIsTold = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var door = Open(with, noise, allIsTold, cancel);
            try
            {
                audited.Fit(door, allIsTold.Token);
            }
            catch (OperationCanceledException)
            {
                // All is told; unless it was the user who had enough.
                cancel.ThrowIfCancellationRequested();
            }

            return door.LogRatio;
        }

        private LikelihoodDoor Open(bool with, IReleaseNoise noise, CancellationTokenSource? allIsTold, CancellationToken cancel)
        {
            var data = PrivateTable.Open("made up", with ? audited.With : audited.Without, audited.Fields, [], new BudgetScope(audited.Cap), noise, cancel);
            return new LikelihoodDoor(data, new UnitRows(audited.With, []), new UnitRows(audited.Without, []), halfTheNoise, allIsTold);
        }
    }

    /// <summary>The noise of many fits as one stream: what is drawn is never drawn again, and nothing has to be derived.</summary>
    private sealed class OneStream(INoiseSource stream) : IReleaseNoise
    {
        public bool IsFor(RawTable source) => true;

        public INoiseSource ForEvent(int index, string descriptor) => stream;
    }
}

using System.Security.Cryptography;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Audit;

/// <summary>
/// Runs a generator many times on made-up data, with and without a canary, and bounds from below what its releases tell of the canary.
/// </summary>
/// <remarks>
/// <para>Every fit goes through the true door, on made-up neighbours (<see cref="IAuditedFits"/>); a fair coin of its own says on which of
/// them. White box: all noisy answers of a fit, through their exact likelihood ratio (<see cref="LikelihoodDoor"/>), which no observer of
/// the release can beat. Black box: the synthetic rows alone, through the linear score of their counts (<see cref="LinearScore"/>) that
/// some of the fits teach.</para>
/// <para>One block of fits in <see cref="BlocksForRows"/> is carried on to synthetic rows. The others end when the budget is spent and the
/// last noisy answer is given: what a generator does then is a function of these answers, which adds nothing to what they tell
/// (post-processing), and takes most of the time.</para>
/// <para>No private row has a part in this, so results may be published, and no account is charged.</para>
/// </remarks>
public static class GuaranteeAudit
{
    /// <summary>The fewest fits a side that bounds can be had from.</summary>
    public const int FewestFits = 100;

    /// <summary>Of lower bounds.</summary>
    public const double BoundError = 0.05;

    private const int FitsAtOnce = 250;

    private const int BlocksForRows = 4;

    /// <summary>Of the fits that make rows, those that teach the black-box observer.</summary>
    private const double LessonShare = 0.3;

    /// <summary>
    /// The generators of texts that can be audited: those that have a guarantee, and need no language model and no embedder.
    /// </summary>
    public static IReadOnlyList<GeneratorInfo> OfTexts { get; } =
        [.. TextGeneratorCatalog.All.Where(one => one.Info.HasGuarantee && one.Traits is { Writer: WriterPart.None, EmbedsPrivateTexts: false }).Select(one => one.Info)];

    /// <summary>What can be audited: every generator of tables, and those of texts.</summary>
    public static IReadOnlyList<GeneratorInfo> Generators { get; } = [.. GeneratorCatalog.All.Select(generator => generator.Info), .. OfTexts];

    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    public static GeneratorInfo Find(string generator) =>
        Generators.FirstOrDefault(info => info.Name.Equals(generator, StringComparison.OrdinalIgnoreCase))
        ?? throw PlanFault.UnknownGenerator(generator, Generators.Select(info => info.Name));

    /// <summary>Audits one generator, of tables or of texts.</summary>
    /// <param name="generator">Its name.</param>
    /// <param name="claimed">What its releases are said to keep, for rows.</param>
    /// <param name="fits">On each side, on average.</param>
    /// <param name="seed">Decides coins, noise and rows, so that an audit can be repeated; null takes the noise that releases get.</param>
    /// <param name="halfTheNoise">Plants a bug: mechanisms draw half the noise that they are priced for. Shows what the audit can
    /// find.</param>
    /// <param name="progress">Told after some fits.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    /// <exception cref="ArgumentException">There are too few fits, or the claim is not for rows.</exception>
    public static GuaranteeReport Run(
        string generator, Guarantee claimed, int fits, ulong? seed = null, bool halfTheNoise = false, IProgress<StageProgress>? progress = null,
        CancellationToken cancel = default) => claimed.Unit == PrivacyUnit.Row
            ? Run(FitsOf(Find(generator), claimed), fits, seed, halfTheNoise, progress, cancel)
            : throw new ArgumentException("Made-up rows are people of their own.", nameof(claimed));

    internal static GuaranteeReport Run(
        IAuditedFits audited, int fits, ulong? seed, bool halfTheNoise, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fits, FewestFits);
        var runs = new Runs(audited, halfTheNoise);
        var total = checked(2 * fits);
        var (wentIn, ratios, counts) = (CanaryScores.Coins(total, RandomFor(seed, -1)), new double[total], new int[]?[total]);
        var transcripts = new byte[(total + FitsAtOnce - 1) / FitsAtOnce][];

        // Fits are numbered, and so are their streams: what comes out does not depend on which thread does what.
        var done = 0;
        Parallel.For(0, transcripts.Length, new ParallelOptions { CancellationToken = cancel }, block =>
        {
            var (noise, random) = (new OneStream(StreamFor(seed, block)), RandomFor(seed, block));
            using var transcript = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var end = Math.Min(total, (block + 1) * FitsAtOnce);
            for (var i = block * FitsAtOnce; i < end; i++)
            {
                var (told, rows) = block % BlocksForRows == 0
                    ? runs.WithRows(wentIn[i], noise, random, cancel)
                    : (runs.Answers(wentIn[i], noise, cancel), null);
                (ratios[i], counts[i]) = (told.LogRatio, rows);
                transcript.AppendData(Convert.FromHexString(told.Transcript));
            }

            transcripts[block] = transcript.GetHashAndReset();
            progress?.Report(new StageProgress($"Fitting {audited.Generator.Name}", (double)Interlocked.Add(ref done, end - (block * FitsAtOnce)) / total));
        });

        var made = counts.Zip(wentIn).Where(fit => fit.First is not null).ToList();
        var lessons = (int)(LessonShare * made.Count);
        var black = new LinearScore([.. made.Take(lessons).Select(fit => fit.First!)], [.. made.Take(lessons).Select(fit => fit.Second)]);
        var tested = made.Skip(lessons).ToList();
        return new GuaranteeReport(
            audited.Generator, audited.Cap, fits, halfTheNoise, CanaryScores.Of(ratios, wentIn),
            CanaryScores.Of([.. tested.Select(fit => black.Of(fit.First!))], [.. tested.Select(fit => fit.Second)]),
            Convert.ToHexStringLower(SHA256.HashData([.. transcripts.SelectMany(hash => hash)])));
    }

    private static IAuditedFits FitsOf(GeneratorInfo generator, Guarantee claimed) =>
        OfTexts.Contains(generator) ? new TextFits(claimed, generator) : new TableFits(claimed, generator);

    private static SampleRandom RandomFor(ulong? seed, int block) =>
        seed is { } known ? new SampleRandom(known ^ ((ulong)(block + 2) << 40)) : SampleRandom.FromSystem();

    private static INoiseSource StreamFor(ulong? seed, int block) =>
        seed is { } known ? new InsecureNoise(known).ForEvent(block, "audit") : new SystemNoise();

    /// <summary>What all fits of an audit have in common.</summary>
    private sealed class Runs(IAuditedFits audited, bool halfTheNoise)
    {
        private readonly IFakeValues _fakes = new PatternFakes();

        /// <summary>What all answers of one fit tell, and the counts of its synthetic rows.</summary>
        public (Told Answers, int[]? Counts) WithRows(bool with, IReleaseNoise noise, SampleRandom random, CancellationToken cancel)
        {
            var (table, door) = Open(with, noise, allIsTold: null, cancel);
            var model = audited.Fit(door, cancel);
            return (Told.By(table, door), audited.Count(model.Sample(rows: null, random.NextBits(), _fakes, cancel)));
        }

        /// <summary>What all answers of one fit tell, which is given up as soon as there will be no more.</summary>
        public Told Answers(bool with, IReleaseNoise noise, CancellationToken cancel)
        {
            using var allIsTold = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var (table, door) = Open(with, noise, allIsTold, cancel);
            try
            {
                audited.Fit(door, allIsTold.Token);
            }
            catch (OperationCanceledException)
            {
                // All is told; unless it was the user who had enough.
                cancel.ThrowIfCancellationRequested();
            }

            return Told.By(table, door);
        }

        private (PrivateTable Table, LikelihoodDoor Door) Open(bool with, IReleaseNoise noise, CancellationTokenSource? allIsTold, CancellationToken cancel)
        {
            var data = PrivateTable.Open("made up", with ? audited.With : audited.Without, audited.Fields, [], new BudgetScope(audited.Cap), noise, cancel);
            return (data, new LikelihoodDoor(data, new UnitRows(audited.With, []), new UnitRows(audited.Without, []), halfTheNoise, allIsTold));
        }
    }

    /// <param name="LogRatio">Of all answers, "with" over "without".</param>
    /// <param name="Transcript">The hash of them.</param>
    private readonly record struct Told(double LogRatio, string Transcript)
    {
        public static Told By(PrivateTable table, LikelihoodDoor door) => new(door.LogRatio, table.Transcript.Hash);
    }

    /// <summary>The noise of many fits as one stream: what is drawn is never drawn again, and nothing has to be derived.</summary>
    private sealed class OneStream(INoiseSource stream) : IReleaseNoise
    {
        public bool IsFor(RawTable source) => true;

        public INoiseSource ForEvent(int index, string descriptor) => stream;
    }
}

using SafeSynth.Audit;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>
/// White-box audits of whole fits of texts: the likelihood ratio of all noisy answers against the claimed curve. Seeds are fixed; over
/// seeds, the chance of a false verdict is <see cref="ClaimGate.BugLevel"/>.
/// </summary>
public sealed class TextAuditTests
{
    private static readonly Guarantee Claimed = new(8, 1e-5);

    private static readonly Field[] Fields = [new("text"), new("label") { Type = FieldType.String, Enum = ["p", "q"], Required = true }];

    public static TheoryData<string, bool> Generators => new(TextGeneratorCatalog.All.Where(one => one.Info.HasGuarantee)
        .SelectMany(one => one is PrivateEvolution ? [(one.Info.Name, false)] : new[] { (one.Info.Name, true), (one.Info.Name, false) }));

    private static readonly string[] Words = ["alpha", "beta", "gamma", "delta"];

    private static readonly TextTools Tools = new(new ScriptedWriter(request => $$"""{"text":"{{Words[request.Seed % Words.Length]}}"}"""), new WordEmbedder());

    // What goes to stop words tells nothing of a text without any.
    [Theory]
    [MemberData(nameof(Generators))]
    public void All_that_a_fit_releases_keeps_the_claimed_curve_and_reaches_75_percent_of_the_mu_of_its_limit(string generator, bool publicVocabulary)
    {
        var (scores, cap) = Audited(generator, publicVocabulary, fits: FitsOf(generator, 1_000), halfTheNoise: false);

        Assert.InRange(ClaimTest.Excess(scores, CurveOf(cap), ClaimGate.BugLevel), -1, 0);
        Assert.InRange(new ThresholdChoice.Split().AtLeast(scores, GaussianDp.Mu, 0.05) / Math.Sqrt(2 * cap.Cost.Rho), 0.75, 1);
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void A_generator_whose_mechanisms_draw_half_the_noise_is_caught(string generator, bool publicVocabulary)
    {
        var (scores, cap) = Audited(generator, publicVocabulary, fits: FitsOf(generator, 700), halfTheNoise: true);

        Assert.InRange(ClaimTest.Excess(scores, CurveOf(cap), ClaimGate.BugLevel), 0.01, 1);
    }

    /// <remarks>
    /// In pure DP no answer may tell more than epsilon, whatever comes; that is exact, so there is no false alarm. Losses of many small
    /// answers hardly ever add up to it, so that half the noise would not break the claim of the whole either: tests of the mechanisms find
    /// that, and tests of the votes a sensitivity that is too small.
    /// </remarks>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_answer_of_a_fit_with_Laplace_noise_tells_more_than_epsilon_and_some_tell_much_of_it(bool publicVocabulary)
    {
        var (scores, cap) = Audited("SeededPrompt", publicVocabulary, fits: 150, halfTheNoise: false, StatisticsNoise.Laplace, "alpha beta gamma delta epsilon zeta eta theta iota kappa");

        Assert.Equal(Composition.Pure, cap.Composition);
        Assert.All(scores.In.Concat(scores.Out), loss => Assert.InRange(Math.Abs(loss), 0, 8));
        Assert.InRange(scores.In.Max(), 3, 8);
        Assert.InRange(ClaimTest.Excess(scores, PureAccountant.Instance.CurveOf(8), ClaimGate.BugLevel), -1, 0);
    }

    // An evolution has hundreds of texts written in every fit.
    private static int FitsOf(string generator, int usual) => generator == "PrivateEvolution" ? usual / 2 : usual;

    // The claim without the part of delta that thresholds may fail with: so rare a failure shows in no run, so this stricter curve must
    // hold as well.
    private static PrivacyCurve CurveOf(ReleaseCap cap) => GdpAccountant.Instance.CurveOf(2 * cap.Cost.Rho);

    private static (CanaryScores Scores, ReleaseCap Cap) Audited(
        string generator, bool publicVocabulary, int fits, bool halfTheNoise, StatisticsNoise kind = StatisticsNoise.Gaussian, string text = "alpha")
    {
        // A text of one word gives it all of its votes, so that one text moves every answer as far as its sensitivity allows.
        var others = Enumerable.Range(0, 60).Select(i => new object?[] { i % 3 == 0 ? "beta the gamma" : text, i % 2 == 0 ? "p" : "q" }).ToList();
        var with = new Rows("toy", ["text", "label"], [.. others, [text, "p"]]).Read();
        var without = new Rows("toy", ["text", "label"], others).Read();
        var (rowsWith, rowsWithout) = (new UnitRows(with, []), new UnitRows(without, []));

        var plan = new TextPlan(Claimed, "text")
        {
            Noise = kind,
            LabelColumn = "label", Generator = generator, Schema = new Schema(Fields), Vocabulary = publicVocabulary
                ? WordList.Of("public", ["beta gamma", text])
                : null,
        };
        var terms = TextSynthesis.TermsOf(plan, ["text", "label"]);
        var cap = ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition);
        var noise = new OneStream(new SeededNoise(1));
        var wentIn = CanaryScores.Coins(2 * fits, new SampleRandom(1));
        return (CanaryScores.Of([.. wentIn.Select(RatioOf)], wentIn), cap);

        double RatioOf(bool isIn)
        {
            var data = PrivateTable.Open("toy", isIn ? with : without, Fields, [], new BudgetScope(cap), noise);
            var door = new LikelihoodDoor(data, rowsWith, rowsWithout, halfTheNoise);
            TextSynthesis.Fit(plan, door, isText: true, Tools, progress: null, CancellationToken.None);
            return door.LogRatio;
        }
    }

    /// <summary>The noise of all fits as one stream: what is drawn is never drawn again, and nothing has to be derived.</summary>
    private sealed class OneStream(INoiseSource stream) : IReleaseNoise
    {
        public bool IsFor(RawTable source) => true;

        public INoiseSource ForEvent(int index, string descriptor) => stream;
    }

    /// <summary>Embeds a text as its first word, so that a fit takes next to no time.</summary>
    private sealed class WordEmbedder : ITextEmbedder
    {
        public LanguageModelInfo Info { get; } = new("words");

        public float[] Embed(string text, CancellationToken cancel) =>
            [.. Words.Select(word => text.StartsWith(word, StringComparison.Ordinal) ? 1f : 0)];
    }
}

using SafeSynth.Learners;

namespace SafeSynth.Utility;

/// <summary>
/// Train on synthetic, test on real, for texts: how well learners that saw nothing but released texts tell the labels of real ones.
/// </summary>
/// <remarks>
/// The figures are those of <see cref="TrainOnSynthetic"/>. Beside each stand what it would be had the learner been taught by real texts
/// (the bound that nobody need beat), by texts that owe nothing to the private ones (<see cref="UtilityFigure.ZeroShot"/>), and what naive
/// Bayes on a noisy histogram reaches at the same guarantee (<see cref="NoisyHistogram"/>): a release below these two is not worth its
/// privacy. Source: Esteban, Hyland, Rätsch 2017.
/// </remarks>
public sealed class TextClassifiers : ITextMetric
{
    public MetricInfo Info { get; } = new(
        "TextClassifiers", "Learners trained on released texts, tested on real ones; needs labels.", Trains: true, "Esteban, Hyland, Rätsch 2017");

    public IReadOnlyList<UtilityFigure> Measure(TextUtilitySetting setting, CancellationToken cancel)
    {
        if (setting.Labels < 2)
            return [];
        var (train, test) = setting.TrainAndTest();
        var noisy = setting.Claimed is { } claimed
            ? TrainOnSynthetic.Classes("", NoisyHistogram.Of(train, setting.Labels, claimed, setting.Seed).Probabilities(test.Rows.Words, cancel), train.Labels, test.Labels, []).ToList() : null;
        return
        [
            .. setting.Learners.Where(learner => setting.Labels <= learner.MostClasses).SelectMany(learner =>
            {
                var floor = setting.ZeroShot is { Count: > 0 } texts ? Taught(learner, texts) : null;
                return Taught(learner, setting.Released).Select(figure => figure with
                {
                    Name = $"{Info.Name}.{learner.Info.Name}{figure.Name}",
                    ZeroShot = floor?.FirstOrDefault(other => other.Name == figure.Name)?.Value,
                    NoisyHistogram = noisy?.FirstOrDefault(other => other.Name == figure.Name)?.Value,
                });
            }),
        ];

        List<UtilityFigure> Taught(ITextLearner learner, LabelledTexts texts) =>
            [.. TrainOnSynthetic.Classes(
                "", learner.Classify(texts.Rows.Words, texts.Labels, setting.Labels, setting.Seed, cancel).Probabilities(test.Rows.Words, cancel), texts.Labels, test.Labels, [])];
    }
}

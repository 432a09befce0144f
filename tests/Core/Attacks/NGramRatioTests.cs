using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class NGramRatioTests
{
    [Fact]
    public void Its_score_is_the_log_ratio_of_both_models_for_each_word_and_the_end()
    {
        var setting = MadeTextSetting.Of(["a b", "b a"], ["a b c", "a b"], ["b a", "c"]);

        var scores = new NGramRatio().Score(setting, CancellationToken.None);

        var (released, other) = NGramRatio.Models(setting, CancellationToken.None);
        Assert.Equal((released.LogShare(setting.Targets.Words[0]) - other.LogShare(setting.Targets.Words[0])) / 3, scores[0]);
        Assert.True(scores[0] > 0 && scores[1] < 0);
    }

    // A text goes on or ends: its own probability and those of its continuations by one word, ended, cannot exceed what it is a beginning
    // of.
    [Fact]
    public void Probabilities_of_all_short_texts_sum_to_less_than_one_and_to_nearly_one_where_texts_are_short()
    {
        var model = WordModel.Of([.. Enumerable.Repeat(new[] { 0 }, 40), [1], []], vocabulary: 2, CancellationToken.None);

        int[][] texts = [[], .. from length in Enumerable.Range(1, 6) from bits in Enumerable.Range(0, 1 << length) select Enumerable.Range(0, length).Select(at => (bits >> at) & 1).ToArray()];

        Assert.InRange(texts.Sum(text => Math.Exp(model.LogShare(text))), 0.99, 1);
    }

    [Fact]
    public void A_text_that_is_taken_back_leaves_no_trace()
    {
        var (model, other) = (WordModel.Of([[0, 1, 2], [0, 1]], 3, CancellationToken.None), WordModel.Of([[0, 1, 2], [0, 1]], 3, CancellationToken.None));

        model.Learn([2, 1, 0]);
        var seen = model.LogShare([2, 1, 0]);
        model.Forget([2, 1, 0]);

        Assert.True(seen > other.LogShare([2, 1, 0]) + 1);
        foreach (int[] text in new[] { [2, 1, 0], [0, 1], [], new[] { 1, 1 } })
            Assert.Equal(other.LogShare(text), model.LogShare(text), 1e-12);
    }
}

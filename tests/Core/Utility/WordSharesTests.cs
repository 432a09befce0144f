using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class WordSharesTests
{
    [Fact]
    public void It_is_half_the_sum_of_the_differences_of_the_shares_of_words_and_of_pairs_within_texts()
    {
        var setting = MadeLabelledTexts.Setting(["a b a b"], ["b a", "b a"]);

        // Words: the same. Pairs: ab, ba, ab against ba, ba; none from one text into the next.
        Assert.Equal(0, MadeLabelledTexts.Figure(new WordShares(), setting, ".Words"), 1e-12);
        Assert.Equal(2.0 / 3, MadeLabelledTexts.Figure(new WordShares(), setting, ".Pairs"), 1e-12);
        Assert.Equal(
            ["WordShares.Words"], new WordShares().Measure(MadeLabelledTexts.Setting(["a"], ["b"]), CancellationToken.None).Select(figure => figure.Name));
    }
}

using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class VocabularyTests
{
    [Fact]
    public void It_counts_words_that_are_there_that_should_not_be_and_different_ones()
    {
        var setting = MadeLabelledTexts.Setting(["a a b", "x"], ["a a a b c", "d"]);

        // a, a, a and b of six; x of four; a, b, x of the first four against a and b.
        Assert.Equal(4.0 / 6, MadeLabelledTexts.Figure(new Vocabulary(), setting, ".Covered"), 1e-12);
        Assert.Equal(0.25, MadeLabelledTexts.Figure(new Vocabulary(), setting, ".Foreign"), 1e-12);
        Assert.Equal(3.0 / 2, MadeLabelledTexts.Figure(new Vocabulary(), setting, ".Distinct"), 1e-12);
        Assert.Empty(new Vocabulary().Measure(MadeLabelledTexts.Setting([""], ["a"]), CancellationToken.None));
    }
}

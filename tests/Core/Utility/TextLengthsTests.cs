using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class TextLengthsTests
{
    [Fact]
    public void It_is_the_largest_difference_of_the_shares_of_texts_up_to_a_length()
    {
        // Up to one word: three in four against one in two; up to two: all against one in two.
        Assert.Equal(0.5, MadeLabelledTexts.Figure(new TextLengths(), MadeLabelledTexts.Setting(["a", "", "b", "c d"], ["a", "b c d"])), 1e-12);
        Assert.Equal(0, MadeLabelledTexts.Figure(new TextLengths(), MadeLabelledTexts.Setting(["", "a"], ["b", ""])));
    }
}

using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

public sealed class LabelSharesTests
{
    [Fact]
    public void It_is_half_the_sum_of_the_differences_of_the_shares() =>
        Assert.Equal(
            0.25, MadeLabelledTexts.Figure(new LabelShares(), MadeLabelledTexts.Setting(["a", "b", "c", "d"], ["a", "b"], [0, 0, 0, 1], [0, 1])), 1e-12);

    [Fact]
    public void Without_labels_there_is_nothing_to_measure() =>
        Assert.Empty(new LabelShares().Measure(MadeLabelledTexts.Setting(["a"], ["b"]), CancellationToken.None));
}

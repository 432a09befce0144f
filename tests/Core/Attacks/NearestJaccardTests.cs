using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class NearestJaccardTests
{
    [Fact]
    public void Its_score_is_the_share_of_words_and_pairs_in_common_with_the_nearest()
    {
        // Of a b c: three words, two pairs. a b d has a, b and the pair of them in common, of seven in all.
        var setting = MadeTextSetting.Of(["a b c"], ["x y", "a b d"], ["c"]);

        Assert.Equal([3.0 / 7], new NearestJaccard().Score(setting, CancellationToken.None));
    }

    [Fact]
    public void Copies_with_shuffled_words_are_found() =>
        Assert.InRange(MadeTextSetting.AreaOfCopies(new NearestJaccard(), MadeTextSetting.Shuffled), 0.95, 1);
}

using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class RmiaTests
{
    [Fact]
    public void Its_score_compares_with_models_that_have_seen_the_text_and_that_have_not_and_long_texts_do_not_underflow()
    {
        var longText = string.Join(' ', MadeTextSetting.Texts(200, seed: 9));
        var setting = MadeTextSetting.Of(["a b", longText], ["a b c"], ["c b a"]);

        var scores = new Rmia().Score(setting, CancellationToken.None);

        var (released, other) = NGramRatio.Models(setting, CancellationToken.None);
        var unseen = Math.Exp(other.LogShare(setting.Targets.Words[0]));
        other.Learn(setting.Targets.Words[0]);
        var seen = Math.Exp(other.LogShare(setting.Targets.Words[0]));
        Assert.Equal(Math.Log(Math.Exp(released.LogShare(setting.Targets.Words[0])) / ((seen + unseen) / 2)), scores[0], 1e-9);
        Assert.True(scores[1] < -745);
    }
}

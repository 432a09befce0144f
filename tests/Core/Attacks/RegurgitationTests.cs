using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

public sealed class RegurgitationTests
{
    [Fact]
    public void Its_score_is_the_longest_run_of_words_in_a_released_text_less_that_in_the_reference()
    {
        var setting = MadeTextSetting.Of(["a b c d e", "a b", "z"], ["x b c d y", "a b"], ["d e", "q"]);

        Assert.Equal([3 - 2, 2 - 0, 0], new Regurgitation().Score(setting, CancellationToken.None));
    }

    /// <summary>Against every run of every text, on texts with many repetitions.</summary>
    [Fact]
    public void The_index_finds_the_longest_run_in_common_and_none_across_texts()
    {
        var random = new SampleRandom(3);
        int[][] Made(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(3)).ToArray())];
        int[][] texts = Made(60), others = Made(60);
        var index = new PhraseIndex(texts, CancellationToken.None);

        foreach (var other in others)
        {
            var expected = (from start in Enumerable.Range(0, other.Length) from end in Enumerable.Range(start + 1, other.Length - start)
                            where texts.Any(text => Enumerable.Range(0, Math.Max(0, text.Length - (end - start) + 1)).Any(at => text.AsSpan(at, end - start).SequenceEqual(other.AsSpan(start, end - start))))
                            select end - start).DefaultIfEmpty(0).Max();
            Assert.Equal(expected, index.Longest(other).Length);
        }
    }
}

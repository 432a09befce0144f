using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\n ... !?", "")]
    [InlineData("The Oil price ROSE", "the|oil|price|rose")]
    [InlineData("don't 'quote' O\u2019Neil's", "don't|quote|o'neil's")]
    [InlineData("rock 'n' roll''s end'", "rock|n|roll|s|end")]
    [InlineData("in 2004, $1,250.99", "in|0000|0|000|00")]
    [InlineData("u2 mp3 3g", "u2|mp3|3g")]
    [InlineData("Straße ÉTÉ naïve", "straße|été|naïve")]
    [InlineData("e\u0301te", "e\u0301te")]
    [InlineData("snake_case e-mail", "snake|case|e|mail")]
    public void Words_are_runs_of_letters_in_lower_case_and_numbers_keep_their_shape_alone(string text, string words) =>
        Assert.Equal(words, string.Join('|', Tokenizer.WordsOf(text)));

    [Fact]
    public void Words_that_are_too_long_are_passed_over_and_so_is_what_follows_many_words()
    {
        var longest = new string('x', Tokenizer.LongestWord);

        Assert.Equal(["a", longest, "b"], Tokenizer.WordsOf($"a {longest} {longest}x b"));
        Assert.Equal(Tokenizer.MostWords, Tokenizer.WordsOf(string.Concat(Enumerable.Repeat("word ", 5000))).Count);
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udfffb")]
    [InlineData("\0\u0001\ufffe")]
    [InlineData("\ud83d\ude00")]
    public void Broken_text_is_read_without_complaint(string text) =>
        Assert.All(Tokenizer.WordsOf(text), word => Assert.Matches("^[ab]$", word));

    [Fact]
    public void Every_word_is_read_as_itself()
    {
        foreach (var word in Tokenizer.WordsOf("Don't stop at 12 o'clock, MP3 straße e\u0301te").Concat(StopWords.English.Words))
            Assert.Equal([word], Tokenizer.WordsOf(word));
    }

    [Fact]
    public void Every_length_is_in_the_range_that_says_so()
    {
        for (var words = 0; words <= Tokenizer.MostWords; words++)
        {
            var (least, greatest) = LengthScale.Of(LengthScale.RangeOf(words));

            Assert.InRange(words, least, greatest);
        }

        Assert.Equal((0, 0), LengthScale.Of(0));
        Assert.Equal(Tokenizer.MostWords, LengthScale.Of(LengthScale.Count - 1).Greatest);
    }
}

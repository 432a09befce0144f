using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class AnswerReaderTests
{
    [Theory]
    [InlineData("""{"text": "The printer is jammed."}""", "The printer is jammed.")]
    [InlineData("  {\"text\":\"  two\\nlines \\u0000\\t \"}\n", "two\nlines")]
    [InlineData("```json\n{\"text\": \"fenced\"}\n```", "fenced")]
    [InlineData("<think>It wants {\"text\": \"no\"}.</think>\n{\"text\": \"thought first\"}", "thought first")]
    [InlineData("Sure! Here it is: {\"text\": \"said before\"} Anything else?", "said before")]
    [InlineData("""{"note": 1, "text": "more than was asked for"}""", "more than was asked for")]
    [InlineData("""{"text": "Grüße, 日本語, emoji 😀"}""", "Grüße, 日本語, emoji 😀")]
    [InlineData("""{"text": "I am unable to log in. I cannot create a ticket, either: can you assist me?"}""", "I am unable to log in. I cannot create a ticket, either: can you assist me?")]
    public void A_text_is_found_in_whatever_stands_around_it(string answer, string text) =>
        Assert.Equal(text, AnswerReader.Read(new Answer(answer, 0, 0), 100).Text);

    [Theory]
    [InlineData("", nameof(AnswerFault.NotJson))]
    [InlineData("The printer is jammed.", nameof(AnswerFault.NotJson))]
    [InlineData("""{"text": "the printer""", nameof(AnswerFault.NotJson))]
    [InlineData("""{"body": "the printer"}""", nameof(AnswerFault.NotJson))]
    [InlineData("""{"text": ["the", "printer"]}""", nameof(AnswerFault.NotJson))]
    [InlineData("""["text"]""", nameof(AnswerFault.NotJson))]
    [InlineData("""{"text": "\ud800"}""", nameof(AnswerFault.NotJson))]
    [InlineData("<think>I should write {\"text\": \"about printers\"}", nameof(AnswerFault.NotJson))]
    [InlineData("""{"text": "..."}""", nameof(AnswerFault.Empty))]
    [InlineData("""{"text": "  \n "}""", nameof(AnswerFault.Empty))]
    [InlineData("""{"text": "one two three four five six seven eight nine ten eleven"}""", nameof(AnswerFault.TooLong))]
    [InlineData("""{"text": "As an AI language model, I have no tickets."}""", nameof(AnswerFault.Refusal))]
    [InlineData("""{"text": "I'm sorry, but I cannot create such content."}""", nameof(AnswerFault.Refusal))]
    [InlineData("I'm sorry, but I can't help with that.", nameof(AnswerFault.Refusal))]
    [InlineData("""{"text": "the printer the printer the printer the printer the printer the printer the printer"}""", nameof(AnswerFault.Looping))]
    public void What_is_no_text_is_told_apart(string answer, string fault) =>
        Assert.Equal((null, Enum.Parse<AnswerFault>(fault)), AnswerReader.Read(new Answer(answer, 0, 0), mostWords: 10));

    [Fact]
    public void White_space_without_end_and_answers_that_were_cut_off_are_found()
    {
        Assert.Equal(AnswerFault.Looping, AnswerReader.Read(new Answer("{\"text\": \"a" + new string('\n', 100_000), 0, 0), 10).Fault);
        Assert.Equal(AnswerFault.TooLong, AnswerReader.Read(new Answer("""{"text": "and then""", 0, 0, IsCutOff: true), 10).Fault);
    }

    [Fact]
    public void Long_prose_is_no_loop()
    {
        var prose = string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"word{i * 7919 % 5003}"));

        Assert.Equal(prose, AnswerReader.Read(new Answer($$"""{"text": "{{prose}}"}""", 0, 0), 2000).Text);
    }
}

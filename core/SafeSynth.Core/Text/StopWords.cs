namespace SafeSynth.Texts;

/// <summary>Words that say little of what a text is about, declared public: that they are English is no secret of any corpus.</summary>
public static class StopWords
{
    /// <summary>No words.</summary>
    public static WordList None { get; } = new("no stop words", []);

    /// <summary>Articles, pronouns, prepositions, conjunctions, auxiliaries and the commonest adverbs of English.</summary>
    public static WordList English { get; } = WordList.Of("English stop words",
    [
        "a about above across after again against all almost along already also although always am among an and another any anyone anything are around as at",
        "away back be became because become been before behind being below between both but by came can can't cannot come could couldn't did didn't do does doesn't",
        "doing don't done down during each either else enough even ever every everyone everything far few for from further gave get gets getting give given go goes",
        "going got had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however i i'd i'll i'm i've if in instead",
        "into is isn't it it'd it'll it's its itself just keep least less let let's like likely made make makes making many may maybe me might mine more most much",
        "must my myself near nearly need never no nobody none nor not nothing now of off often on once one only onto or other others otherwise our ours out over own",
        "per perhaps put quite rather re really s said same saw say says see seem seems seen shall she she'd she'll she's should shouldn't since so some someone",
        "something still such t take taken takes than that that's the their theirs them themselves then there there's these they they'd they'll they're they've thing",
        "things this those though through thus to together too took toward towards under until up upon us use used using very via was wasn't way we we'd we'll we're",
        "we've well went were weren't what what's when where whether which while who who's whole whom whose why will with within without won't would wouldn't yes yet",
        "you you'd you'll you're you've your yours yourself",
    ]);
}

namespace SafeSynth.Texts;

/// <summary>Words that say little of what a text is about, declared public: that they are English is no secret of any corpus.</summary>
public static class StopWords
{
    /// <summary>No words.</summary>
    public static WordList None { get; } = new("no stop words", []);

    /// <summary>Articles, pronouns, prepositions, conjunctions, auxiliaries and the commonest adverbs of English.</summary>
    public static WordList English { get; } = WordList.Of("English stop words",
    [
        "a about above after again all also although am among an and another any are as at be because been before being below between both but by can can't",
        "cannot could couldn't did didn't do does doesn't doing don't down during each either else even ever every few for from had hadn't has hasn't have haven't",
        "having he her here hers herself him himself his how however i i'd i'll i'm i've if in instead into is isn't it it's its itself just let let's like many",
        "may maybe me might more most much must my myself neither no nor not now of off often on once one only or other others our ours out own per perhaps quite",
        "rather s same shall she she's should shouldn't since so some something still such t than that that's the their theirs them themselves then there there's",
        "these they they're they've this those though through thus to together too under until up upon very via was wasn't we we'll we're we've were weren't what",
        "what's when where whether which while who who's whom whose why will with within without won't would wouldn't yet you you'd you'll you're you've your yours",
        "yourself",
    ]);
}

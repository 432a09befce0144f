using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class TranscriptTests
{
    // Computed by an independent implementation.
    [Fact]
    public void The_hash_is_what_the_documentation_says()
    {
        Assert.Equal("42815ef017b9bed0101cf89ff0dce0ce77b32043650f90947a3d7ea0af017dee", new Transcript().Hash);
        Assert.Equal("b1efb552035b84de9c20409d29662f6934aa841a599307af56b64de62fce7aea", Of(("asked", [1, -2])).Hash);
    }

    [Fact]
    public void Runs_that_differ_in_a_question_an_answer_or_their_order_have_different_hashes()
    {
        Transcript[] runs =
        [
            new(), Of(("a", [1])), Of(("a", [2])), Of(("b", [1])), Of(("a", [1, 1])), Of(("a", [1]), ("a", [1])),
            Of(("a", [1]), ("b", [2])), Of(("b", [2]), ("a", [1])), Of(("a", [])),
        ];

        Assert.Distinct(runs.Select(run => run.Hash));
    }

    private static Transcript Of(params (string Asked, long[] Answer)[] events)
    {
        var transcript = new Transcript();
        foreach (var (asked, answer) in events)
            transcript.Append(asked, new CanonicalBytes().Add(answer));
        return transcript;
    }
}

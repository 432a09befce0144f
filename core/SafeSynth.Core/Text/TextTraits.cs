namespace SafeSynth.Texts;

/// <summary>What a generator of texts can heed of a plan, what it needs beside the data, and what it shows to it. All public.</summary>
/// <param name="Writer">What part a language model takes.</param>
/// <param name="EmbedsPrivateTexts">Whether private texts go to the embedder.</param>
public sealed record TextTraits(WriterPart Writer = WriterPart.None, bool EmbedsPrivateTexts = false)
{
    /// <summary>Whether it relates texts to declared columns beside them.</summary>
    public bool TakesAttributes { get; init; }

    /// <summary>Whether its statistics can get Laplace noise.</summary>
    public bool TakesLaplace { get; init; }
}

/// <summary>What part a language model takes in the work of a generator.</summary>
public enum WriterPart
{
    /// <summary>None.</summary>
    None,

    /// <summary>It writes texts from the fitted model, so it sees noisy answers alone.</summary>
    FromModel,

    /// <summary>It writes texts during the fit, and sees noisy answers and synthetic texts.</summary>
    InFit,

    /// <summary>It is shown private texts.</summary>
    SeesPrivateTexts,
}

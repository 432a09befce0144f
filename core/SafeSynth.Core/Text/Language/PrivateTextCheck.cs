using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>Asks for the consent that a release of texts needs, before anything is read, sent or spent.</summary>
/// <remarks>
/// Private text may leave the process for those alone whom the generator's proof or the lack of one names
/// (<see cref="TextTraits"/>): a model on this machine, or one on another if the plan says so. What is made of noisy answers may go
/// anywhere.
/// </remarks>
public static class PrivateTextCheck
{
    /// <summary>Refuses a generator without a guarantee that was not asked for as one.</summary>
    /// <exception cref="SafeSynthException">SS0235.</exception>
    public static void Guarantee(TextPlan plan, ITextGenerator generator)
    {
        if (!generator.Info.HasGuarantee && !plan.AllowNoGuarantee)
            throw ToolFault.NoGuarantee(generator.Info.Name);
    }

    /// <summary>
    /// Refuses models that are missing, or that would get private texts to a machine that nobody consented to; and a release that no
    /// account or key could be for.
    /// </summary>
    /// <exception cref="SafeSynthException">SS0235 to SS0237; SS4050: no language model is given.</exception>
    public static void Release(TextPlan plan, ITextGenerator generator, TextTools tools, NoiseKind noise, Ledger? ledger)
    {
        Guarantee(plan, generator);
        var name = generator.Info.Name;
        if (!generator.Info.HasGuarantee && (ledger is not null || noise == NoiseKind.Keyed))
            throw ToolFault.NothingToAccount(name, ledger is not null);
        if (generator.Traits.Writer is WriterPart.InFit or WriterPart.SeesPrivateTexts && tools.Writer is null)
            throw WritingFault.NoWriter(named: null);
        if (!plan.AllowRemoteModel && ReadersIn(generator, tools).FirstOrDefault() is { } reader)
            throw ToolFault.RemoteReader(name, reader.Name, reader.RemoteHost!);
    }

    /// <summary>Refuses an embedder that would get private texts to a machine that nobody consented to, where texts are compared.</summary>
    /// <exception cref="SafeSynthException">SS0237.</exception>
    public static void Comparison(LanguageModelInfo embedder, bool allowRemoteModel)
    {
        if (!allowRemoteModel && embedder.RemoteHost is { } host)
            throw ToolFault.RemoteReader("A comparison of texts", embedder.Name, host);
    }

    /// <summary>What the release has to say of private texts that left the machine, in words.</summary>
    internal static IEnumerable<string> Declarations(ITextGenerator generator, TextTools tools) =>
        ReadersIn(generator, tools).Select(reader => $"consent to send private texts to the model '{reader.Name}' at {reader.RemoteHost}");

    // Those on other machines whom private texts are shown to.
    private static IEnumerable<LanguageModelInfo> ReadersIn(ITextGenerator generator, TextTools tools)
    {
        var writer = generator.Traits.Writer == WriterPart.SeesPrivateTexts ? tools.Writer?.Info : null;
        var embedder = generator.Traits.EmbedsPrivateTexts ? tools.Embedder?.Info : null;
        return new[] { writer, embedder }.OfType<LanguageModelInfo>().Where(model => model.RemoteHost is not null);
    }
}

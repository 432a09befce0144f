using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>Asks for the consent that a release of texts needs, before anything is read, sent or spent.</summary>
/// <remarks>
/// Private text may leave the process for those alone whom the generator's proof or the lack of one names
/// (<see cref="GeneratorInfo.PrivateTextGoesTo"/>): a model on this machine, or one on another if the plan says so. What is made of noisy answers may go anywhere.
/// </remarks>
public static class PrivateTextCheck
{
    /// <summary>Refuses a generator without a guarantee that was not asked for as one.</summary>
    /// <exception cref="SafeSynthException">SS0235.</exception>
    public static void Guarantee(TextPlan plan, GeneratorInfo generator)
    {
        if (!generator.HasGuarantee && !plan.AllowNoGuarantee)
            throw ToolFault.NoGuarantee(generator.Name);
    }

    /// <summary>Refuses models that are missing, or that would get private texts to a machine that nobody consented to; and a release that no account or key could be for.</summary>
    /// <exception cref="SafeSynthException">SS0235 to SS0238.</exception>
    public static void Release(TextPlan plan, GeneratorInfo generator, TextTools tools, NoiseKind noise, Ledger? ledger)
    {
        Guarantee(plan, generator);
        if (!generator.HasGuarantee && (ledger is not null || noise == NoiseKind.Keyed))
            throw ToolFault.NothingToAccount(generator.Name, ledger is not null);
        if (generator.FitsWithWriter && tools.Writer is null)
            throw ToolFault.NoWriter(generator.Name);
        if (ReaderIn(generator, tools) is { RemoteHost: { } host } reader && !plan.AllowRemoteModel)
            throw ToolFault.RemoteReader(generator.Name, reader.Name, host);
    }

    /// <summary>What the release has to say of private texts that left the process, in words.</summary>
    internal static IEnumerable<string> Declarations(GeneratorInfo generator, TextTools tools) =>
        ReaderIn(generator, tools) is { RemoteHost: { } host } reader ? [$"consent to send private texts to the model '{reader.Name}' at {host}"] : [];

    private static LanguageModelInfo? ReaderIn(GeneratorInfo generator, TextTools tools) => generator.PrivateTextGoesTo switch
    {
        PrivateTextReader.Writer => tools.Writer?.Info,
        PrivateTextReader.Embedder => tools.Embedder?.Info,
        _ => null,
    };
}

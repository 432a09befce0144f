namespace SafeSynth.Tasks;

/// <summary>What a build does where the private source is not at hand.</summary>
internal enum MissingSource
{
    /// <summary>It fails.</summary>
    Error,

    /// <summary>It samples the committed model, which spends nothing.</summary>
    UseModel,

    /// <summary>It goes on without the fixture, or with the one that is there.</summary>
    Skip,
}

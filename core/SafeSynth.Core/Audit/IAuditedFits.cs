using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>
/// What an audit fits: two made-up tables that are neighbours, and all that a generator does with one of them. Safe to use from several
/// threads.
/// </summary>
internal interface IAuditedFits
{
    GeneratorInfo Generator { get; }

    /// <summary>What a release may spend.</summary>
    ReleaseCap Cap { get; }

    /// <summary>What is declared of the columns.</summary>
    IReadOnlyList<Field> Fields { get; }

    /// <summary>The rows with the canary.</summary>
    RawTable With { get; }

    /// <summary>The rows without it, or with another in its place.</summary>
    RawTable Without { get; }

    /// <summary>The whole fit, behind the door.</summary>
    FittedModel Fit(IPrivateData door, CancellationToken cancel);

    /// <summary>What an observer of synthetic rows counts; the same number of counts each time.</summary>
    int[] Count(IEnumerable<Table> batches);
}

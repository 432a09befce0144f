namespace SafeSynth.Data;

/// <summary>A result that is computed exactly from private rows, through the owner's door (<see cref="OwnerTable"/>).</summary>
/// <remarks>
/// It has no privacy guarantee. It may be shown to whoever may see the rows; certificates, models and the files that build servers keep
/// (JUnit, SARIF) hold verdicts only, which are no <see cref="OwnerOnly"/>.
/// </remarks>
public abstract record OwnerOnly;

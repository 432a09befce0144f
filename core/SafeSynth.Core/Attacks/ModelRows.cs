namespace SafeSynth.Attacks;

/// <summary>A model that an attacker has, and what he knows of rows in its codes (<see cref="ReleasedModel.Encode"/>).</summary>
/// <param name="Model">The model.</param>
/// <param name="Targets">The targets.</param>
/// <param name="Synthetic">The released rows.</param>
/// <param name="Reference">The attacker's own rows.</param>
internal sealed record ModelRows(ReleasedModel Model, long[][] Targets, long[][] Synthetic, long[][] Reference);

/// <summary>Models that a generator made of the attacker's own rows.</summary>
/// <param name="Models">The models.</param>
/// <param name="Rows">All rows in the codes of the first.</param>
internal sealed record OwnFits(IReadOnlyList<ReleasedModel> Models, ModelRows Rows);

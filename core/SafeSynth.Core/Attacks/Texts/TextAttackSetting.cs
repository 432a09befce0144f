using SafeSynth.Texts;

namespace SafeSynth.Attacks;

/// <summary>What an attacker of texts sees.</summary>
/// <param name="Targets">Texts whose membership is to be guessed.</param>
/// <param name="Synthetic">The released texts; at least one.</param>
/// <param name="Reference">Texts of the same population that are neither members nor targets; at least one.</param>
/// <param name="Embedder">What tells which texts are alike.</param>
public sealed record TextAttackSetting(TextRows Targets, TextRows Synthetic, TextRows Reference, ITextEmbedder Embedder);

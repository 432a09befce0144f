namespace SafeSynth.Texts;

/// <summary>How far the writing of texts has come.</summary>
/// <param name="Written">The texts that came.</param>
/// <param name="Missing">The texts that could not be had, whatever was tried.</param>
/// <param name="Reasons">What was wrong with the last answers for those that are missing, in words; empty where none is.</param>
public sealed record WritingTally(long Written, long Missing, string Reasons);

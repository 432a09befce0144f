namespace SafeSynth.Mechanisms;

/// <summary>An integer score for each of some candidates, in order: what selection mechanisms choose by.</summary>
public sealed record CandidateScores(long[] Scores);

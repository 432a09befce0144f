using SafeSynth.Gates;

namespace SafeSynth.Output;

/// <summary>A privacy report that was written.</summary>
/// <param name="Name">The release.</param>
/// <param name="Verdict">What all gates said together; null where nothing was judged.</param>
/// <param name="ForOwner">Whether it is for the eyes of the owner of the private rows alone.</param>
/// <param name="OutFile">The page.</param>
/// <param name="Json">The same for programs.</param>
/// <param name="Certificate">The certificate beside it, if there is one.</param>
public sealed record WrittenReport(string Name, Verdict? Verdict, bool ForOwner, string OutFile, string Json, string? Certificate);

using SafeSynth.Gates;
using SafeSynth.Reports;

namespace SafeSynth.Output;

/// <summary>A privacy report that was written.</summary>
/// <param name="Name">The release.</param>
/// <param name="Verdict">What all gates said together; null where nothing was judged.</param>
/// <param name="Audience">For whose eyes it is: everybody's (All), the owner's alone (Owner), or everybody's with what the owner publishes
/// in it (Published).</param>
/// <param name="OutFile">The page.</param>
/// <param name="Json">The same for programs.</param>
/// <param name="Certificate">The certificate beside it, if there is one.</param>
public sealed record WrittenReport(string Name, Verdict? Verdict, Audience Audience, string OutFile, string Json, string? Certificate);

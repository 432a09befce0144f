using System.Text.Json.Nodes;

namespace SafeSynth.Reports.Sections;

/// <summary>A part of the privacy report: one file, one line in <see cref="SectionCatalog"/>.</summary>
/// <remarks>
/// What it tells everybody it makes from <see cref="PublicEvidence"/>, from which no figure for the owner alone can be reached.
/// </remarks>
internal interface IReportSection
{
    /// <summary>Its anchor in the page and its member in the JSON: a word in lower case.</summary>
    string Name { get; }

    /// <summary>What everybody may see; null where there is nothing to say.</summary>
    ReportPart? ForAll(PublicEvidence evidence);

    /// <summary>What the owner of the rows sees in its place; null where there is nothing to say.</summary>
    ReportPart? ForOwner(OwnerEvidence evidence) => ForAll(evidence.Public);
}

/// <summary>What a section says.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Body">What stands below the heading.</param>
/// <param name="Figures">The same for programs.</param>
internal sealed record ReportPart(string Title, Html Body, JsonNode Figures);

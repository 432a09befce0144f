using SafeSynth.Data;
using SafeSynth.Mechanisms;

namespace SafeSynth.Texts;

/// <summary>What a text is to be of: a label and a value of each attribute, and how often that is so.</summary>
/// <param name="Label">The place of the label; 0 where texts have none.</param>
/// <param name="Attributes">The code of each attribute.</param>
/// <param name="Share">The share of texts.</param>
internal sealed record SeedClass(int Label, int[] Attributes, double Share);

/// <summary>Learns how attributes go with labels.</summary>
internal static class SeedClasses
{
    /// <summary>Every label, with the values of attributes that stand out among texts of it or of all labels.</summary>
    /// <remarks>One histogram over label and all attributes, to which every text adds one; a text that lacks one of them takes no part.
    /// Combinations that do not stand out from the noise never come; the most common one does in any case.</remarks>
    public static IReadOnlyList<SeedClass> Measure(
        IPrivateData data, TextShape shape, LabelCoding? labels, IReadOnlyList<ModelledColumn> attributes, TextNoise noise, double share)
    {
        if (attributes.Count == 0)
            return [.. shape.Labels.Select((ofLabel, label) => new SeedClass(label, [], ofLabel))];

        LabelCoding[] codings = [.. labels is null ? [] : new[] { labels }, .. attributes.Select(attribute => new LabelCoding(attribute))];
        var (cells, deviation) = noise.Count(data, new MarginalQuery(codings, [[.. Enumerable.Range(0, codings.Length)]]), share);
        var tuples = TuplesOf(attributes);
        var counts = tuples.ConvertAll(
            tuple => shape.Labels.Select((_, label) => cells[0][PlaceOf(codings, labels is null ? tuple : [label, .. tuple])]).ToArray());
        var sums = counts.ConvertAll(ofTuple => ofTuple.Sum());
        var noiseOfSum = deviation * Math.Sqrt(shape.Labels.Length);
        var kept = Enumerable.Range(0, tuples.Count).Where(tuple => sums[tuple] > SeededPrompt.StandsOut * noiseOfSum || sums[tuple] == sums.Max()).ToList();
        var shrunk = kept.ConvertAll(tuple => ClassShrinkage.Of(counts[tuple], shape.Labels, Math.Max(sums[tuple], 0), deviation));
        return
        [
            .. from label in Enumerable.Range(0, shape.Labels.Length)
               let shares = Learners.Shares.Of([.. shrunk.Select(ofTuple => ofTuple[label])])
               from i in Enumerable.Range(0, kept.Count)
               where shape.Labels[label] * shares[i] > 0
               select new SeedClass(label, tuples[kept[i]], shape.Labels[label] * shares[i]),
        ];
    }

    private static List<int[]> TuplesOf(IReadOnlyList<ModelledColumn> attributes) => attributes.Aggregate(
        new List<int[]> { Array.Empty<int>() },
        (tuples, attribute) => [.. from tuple in tuples from code in Enumerable.Range(0, (int)attribute.Domain.Size) select (int[])[.. tuple, code]]);

    private static int PlaceOf(LabelCoding[] codings, int[] codes)
    {
        var place = 0;
        for (var i = 0; i < codings.Length; i++)
            place = (place * codings[i].Size) + codes[i];
        return place;
    }
}

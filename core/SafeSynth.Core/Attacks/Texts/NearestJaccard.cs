using System.Runtime.InteropServices;

namespace SafeSynth.Attacks;

/// <summary>Some released text shares more words and pairs of words with a member than texts of other people do.</summary>
/// <remarks>
/// The score is the largest Jaccard similarity with a synthetic text: of the sets of words and of pairs of neighbours, the share that both
/// have of what either has. Nothing is taken off for what a reference has, so that copies of short texts among many that are alike stand
/// out as well. Source: Broder 1997 (shingles); as an attack Meeus et al. 2025.
/// </remarks>
public sealed class NearestJaccard : ITextAttack
{
    public AttackInfo Info { get; } = new(
        "NearestJaccard", "Words and pairs of words in common with the most similar released text: finds copies, edited and shuffled ones, too.",
        AttackNeeds.Text, "Broder 1997");

    public double[] Score(TextAttackSetting setting, CancellationToken cancel) => Highest(setting.Targets, setting.Synthetic, cancel);

    // By lists of the texts that have each word or pair, so that only what is in common is looked at.
    private static double[] Highest(TextRows targets, TextRows texts, CancellationToken cancel)
    {
        var (having, sizes) = (new Dictionary<long, List<int>>(), new int[texts.Count]);
        for (var text = 0; text < texts.Count; text++)
        {
            var shingles = ShinglesOf(texts.Words[text]);
            sizes[text] = shingles.Count;
            foreach (var shingle in shingles)
                (CollectionsMarshal.GetValueRefOrAddDefault(having, shingle, out _) ??= []).Add(text);
        }

        var highest = new double[targets.Count];
        Parallel.For(0, targets.Count, new ParallelOptions { CancellationToken = cancel }, () => new int[texts.Count], (target, _, common) =>
        {
            var shingles = ShinglesOf(targets.Words[target]);
            foreach (var shingle in shingles)
            {
                foreach (var text in CollectionsMarshal.AsSpan(having.GetValueOrDefault(shingle)))
                    common[text]++;
            }

            for (var text = 0; text < common.Length; text++)
            {
                if (common[text] > 0)
                    highest[target] = Math.Max(highest[target], (double)common[text] / (shingles.Count + sizes[text] - common[text]));
                common[text] = 0;
            }

            return common;
        }, _ => { });
        return highest;
    }

    // A word is itself, a pair has its first word in the upper half, moved by one so that it is no word.
    private static HashSet<long> ShinglesOf(int[] text)
    {
        var shingles = new HashSet<long>(2 * text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            shingles.Add(text[at]);
            if (at > 0)
                shingles.Add((text[at - 1] + 1L) << 32 | (uint)text[at]);
        }

        return shingles;
    }
}

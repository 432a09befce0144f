using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;

namespace SafeSynth.Attacks;

/// <summary>Some released text lies closer to a member, by what an embedder makes of them, than texts of other people do.</summary>
/// <remarks>
/// The score is the largest cosine with a synthetic text, less that with a reference text. What is close is for the embedder to say: one that knows language finds
/// paraphrases, the embedded one shared words. Source: Meeus et al. 2025.
/// </remarks>
public sealed class EmbeddingSimilarity : ITextAttack
{
    private const int TargetsAtOnce = 16;

    public AttackInfo Info { get; } = new(
        "EmbeddingSimilarity", "Closeness to the closest released text by an embedder: finds what was said in other words, as far as the embedder can tell.",
        AttackNeeds.Text | AttackNeeds.Reference, "Meeus et al. 2025");

    public double[] Score(TextAttackSetting setting, CancellationToken cancel)
    {
        float[][] Embedded(TextRows rows) => [.. rows.Texts.AsParallel().AsOrdered().WithCancellation(cancel).Select(text => setting.Embedder.Embed(text, cancel))];

        var targets = Embedded(setting.Targets);
        var (released, other) = (Highest(targets, Embedded(setting.Synthetic), cancel), Highest(targets, Embedded(setting.Reference), cancel));
        return [.. released.Zip(other, (one, another) => (double)one - another)];
    }

    private static float[] Highest(float[][] targets, float[][] texts, CancellationToken cancel)
    {
        var highest = new float[targets.Length];
        Array.Fill(highest, float.NegativeInfinity);
        Parallel.For(0, (targets.Length + TargetsAtOnce - 1) / TargetsAtOnce, new ParallelOptions { CancellationToken = cancel }, block =>
        {
            var end = Math.Min(targets.Length, (block + 1) * TargetsAtOnce);
            foreach (var text in texts)
            {
                for (var target = block * TargetsAtOnce; target < end; target++)
                    highest[target] = Math.Max(highest[target], Cosine(targets[target], text));
            }
        });
        return highest;
    }

    // Of directions of length 1. Eight sums side by side, added up in one order on every machine.
    private static float Cosine(float[] one, float[] other)
    {
        var ones = MemoryMarshal.Cast<float, Vector256<float>>(one);
        var others = MemoryMarshal.Cast<float, Vector256<float>>(other);
        var sums = Vector256<float>.Zero;
        for (var i = 0; i < ones.Length; i++)
            sums += ones[i] * others[i];
        var cosine = 0f;
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
            cosine += sums[lane];
        for (var i = ones.Length * Vector256<float>.Count; i < one.Length; i++)
            cosine += one[i] * other[i];
        return cosine;
    }
}

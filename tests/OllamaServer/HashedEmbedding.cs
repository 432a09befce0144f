namespace SafeSynth.Tests.Ollama;

/// <summary>Adds up a fixed direction for each word of a text: texts of common words lie side by side.</summary>
public static class HashedEmbedding
{
    public const int Length = 64;

    public static float[] Of(string text)
    {
        var sum = new float[Length];
        foreach (var word in ToyTokens.WordsOf(text))
        {
            var random = new Random(HashOf(word));
            for (var i = 0; i < Length; i++)
                sum[i] += (float)(random.NextDouble() - 0.5);
        }

        var norm = MathF.Sqrt(sum.Sum(value => value * value));
        return norm == 0 ? sum : Array.ConvertAll(sum, value => value / norm);
    }

    // FNV-1a: the same in every process.
    private static int HashOf(string word)
    {
        var hash = 2166136261u;
        foreach (var letter in word)
            hash = (hash ^ letter) * 16777619u;
        return (int)hash;
    }
}

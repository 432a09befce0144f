using System.Security.Cryptography;
using System.Text;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>Words in an order, each once: a public list, or words that a priced measurement named.</summary>
public sealed class WordList
{
    private readonly Dictionary<string, int> _places;

    /// <param name="name">What a certificate calls the list.</param>
    /// <param name="words">Words as <see cref="Tokenizer"/> makes them; repetitions are passed over.</param>
    internal WordList(string name, IEnumerable<string> words)
    {
        (Name, Words) = (name, [.. words.Distinct(StringComparer.Ordinal)]);
        _places = Words.Select((word, place) => (word, place)).ToDictionary(pair => pair.word, pair => pair.place, StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<string> Words { get; }

    public int Count => Words.Count;

    /// <summary>SHA-256 of the words, in hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Words))));

    /// <summary>The list of all words in some texts.</summary>
    public static WordList Of(string name, IEnumerable<string> texts) => new(name, texts.SelectMany(Tokenizer.WordsOf));

    /// <summary>Reads a list from a text file in UTF-8: every word in it counts, one to a line or more.</summary>
    /// <exception cref="SafeSynthException">SS0212: the file cannot be read. SS0213: there is no word in it.</exception>
    public static WordList Read(string path)
    {
        try
        {
            var list = Of(Path.GetFileName(path), File.ReadLines(path));
            return list.Count > 0 ? list : throw TextFault.NoWords(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw TextFault.UnreadableWords(path, fault.Message.TrimEnd('.'));
        }
    }

    public bool Contains(string word) => _places.ContainsKey(word);

    /// <summary>The place of a word in the list, from 0; below 0 where it is not listed.</summary>
    internal int PlaceOf(string word) => _places.GetValueOrDefault(word, -1);

    /// <summary>The list without the words of another.</summary>
    internal WordList Without(WordList other) => new(Name, Words.Where(word => !other.Contains(word)));

    /// <summary>This list, then another.</summary>
    internal WordList And(WordList other) => new(Name, Words.Concat(other.Words));
}

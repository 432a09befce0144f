using System.Collections;
using System.Runtime.CompilerServices;

namespace SafeSynth.Marginals;

/// <summary>A set of attributes: it names a marginal, a potential, a separator or a node of a junction tree.</summary>
/// <remarks>
/// Attributes are numbered from 0 and kept in ascending order; two cliques of the same attributes are equal. The table of a
/// clique is written row-major in that order (the last attribute runs fastest) wherever it enters or leaves this folder.
/// </remarks>
[CollectionBuilder(typeof(Clique), nameof(Of))]
public sealed class Clique : IEquatable<Clique>, IReadOnlyList<int>
{
    private readonly int[] _attributes;
    private readonly int _hash;

    private Clique(int[] ascending)
    {
        _attributes = ascending;
        foreach (var attribute in ascending) _hash = (_hash * 31) + attribute + 1;
    }

    public static Clique Empty { get; } = new([]);

    /// <summary>The set of the given attributes, in any order; one named twice counts once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An attribute is negative.</exception>
    public static Clique Of(params ReadOnlySpan<int> attributes)
    {
        var sorted = attributes.ToArray();
        Array.Sort(sorted);
        if (sorted.Length > 0) ArgumentOutOfRangeException.ThrowIfNegative(sorted[0], nameof(attributes));
        return new Clique([.. sorted.Distinct()]);
    }

    public int Count => _attributes.Length;

    public int this[int position] => _attributes[position];

    /// <summary>The attributes in ascending order.</summary>
    public ReadOnlySpan<int> Attributes => _attributes;

    public bool Contains(int attribute) => Array.BinarySearch(_attributes, attribute) >= 0;

    /// <summary>Whether every attribute of <paramref name="subset"/> is in this clique.</summary>
    public bool Contains(Clique subset)
    {
        if (subset.Count > Count) return false;
        foreach (var attribute in subset._attributes)
            if (!Contains(attribute)) return false;
        return true;
    }

    public Clique Union(Clique other) =>
        Contains(other) ? this : other.Contains(this) ? other : Of([.. _attributes, .. other._attributes]);

    public Clique Intersect(Clique other) => new(Array.FindAll(_attributes, other.Contains));

    public Clique Except(Clique other) => new(Array.FindAll(_attributes, attribute => !other.Contains(attribute)));

    /// <summary>The number of cells of the clique's table, or <see cref="long.MaxValue"/> when it exceeds that.</summary>
    public long Cells(ReadOnlySpan<int> shape)
    {
        long cells = 1;
        foreach (var attribute in _attributes)
        {
            if (cells > long.MaxValue / shape[attribute]) return long.MaxValue;
            cells *= shape[attribute];
        }
        return cells;
    }

    /// <summary>The number of the cell that a record falls into, in canonical order.</summary>
    /// <param name="codes">The code of every attribute there is.</param>
    /// <param name="shape">The size of every attribute there is.</param>
    public long CellOf(ReadOnlySpan<int> codes, ReadOnlySpan<int> shape)
    {
        var cell = 0L;
        foreach (var attribute in _attributes)
            cell = (cell * shape[attribute]) + codes[attribute];
        return cell;
    }

    public bool Equals(Clique? other) => other is not null && _attributes.AsSpan().SequenceEqual(other._attributes);

    public override bool Equals(object? obj) => Equals(obj as Clique);

    public override int GetHashCode() => _hash;

    public override string ToString() => $"{{{string.Join(", ", _attributes)}}}";

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_attributes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

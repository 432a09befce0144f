using System.Numerics;

namespace SafeSynth.Marginals;

/// <summary>A set of vertices for every vertex of a graph, as bits.</summary>
internal sealed class VertexSets(int vertices)
{
    private readonly int _words = (vertices + 63) / 64;
    private ulong[] _bits = new ulong[vertices * ((vertices + 63) / 64)];

    public VertexSets Copy() => new(vertices) { _bits = (ulong[])_bits.Clone() };

    /// <summary>The bits of a vertex's set; changes show.</summary>
    public Span<ulong> this[int vertex] => _bits.AsSpan(vertex * _words, _words);

    public void Add(int vertex, int member) => this[vertex][member >> 6] |= 1UL << member;

    public void Remove(int vertex, int member) => this[vertex][member >> 6] &= ~(1UL << member);

    public bool Contains(int vertex, int member) => (this[vertex][member >> 6] & (1UL << member)) != 0;

    public MemberList Members(int vertex) => new(this[vertex]);

    /// <summary>The members in ascending order, without allocation: it is the innermost loop of a candidate's price.</summary>
    public ref struct MemberList(ReadOnlySpan<ulong> set)
    {
        private readonly ReadOnlySpan<ulong> _set = set;
        private int _word = -1;
        private ulong _bits;

        public int Current { get; private set; }

        public readonly MemberList GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_bits == 0)
            {
                if (++_word == _set.Length) return false;
                _bits = _set[_word];
            }
            Current = (_word << 6) + BitOperations.TrailingZeroCount(_bits);
            _bits &= _bits - 1;
            return true;
        }
    }
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SafeSynth.Data;

/// <summary>Numbers the distinct cells of a column in the order in which they first appear, as long as there are few enough.</summary>
/// <remarks>
/// Open addressing with linear probing, at most half full. A slot is the upper 16 bits of the hash above the code plus one; zero is free.
/// The hash is seeded per process, so no file can be prepared to make it collide; no code depends on the seed.
/// </remarks>
internal sealed class CellCodes(TextPool pool)
{
    /// <summary>The most cells that are told apart; one fewer than 2^16, since a slot needs a value for "free".</summary>
    public const int Capacity = ushort.MaxValue;

    /// <summary>Stands for the code of a cell that found no room.</summary>
    public const int None = -1;

    private static readonly ulong Seed = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private uint[] _slots = new uint[64];
    private ulong[] _payloads = new ulong[32];
    private CellForm[] _forms = new CellForm[32];

    public int Count { get; private set; }

    /// <summary>Whether no further cell gets a code.</summary>
    public bool IsFrozen => _slots.Length == 0;

    public Cell this[int code] => CellOf(_forms[code], _payloads[code]);

    /// <summary>A cell of this column, whether it has a code or not.</summary>
    public Cell CellOf(CellForm form, ulong payload) => new(form, payload, pool);

    /// <summary>The code of a cell that is not pooled: a new one if it has not been seen, <see cref="None"/> if there is no room.</summary>
    public int Of(CellForm form, ulong payload)
    {
        var hash = HashOf(form, payload);
        for (var at = (uint)hash; ; at++)
        {
            ref var slot = ref _slots[at & (uint)(_slots.Length - 1)];
            if (slot == 0) return Count == Capacity ? None : Enter(ref slot, hash, form, payload);
            if (slot >> 16 != (uint)(hash >> 48)) continue;

            var code = (int)(slot & 0xFFFF) - 1;
            if (_payloads[code] == payload && _forms[code] == form) return code;
        }
    }

    /// <summary>The code of a text in a pooled form. A text that has not been seen enters the pool, if there is room.</summary>
    public int Of(CellForm form, ReadOnlySpan<byte> text)
    {
        var hash = HashOf(text);
        for (var at = (uint)hash; ; at++)
        {
            ref var slot = ref _slots[at & (uint)(_slots.Length - 1)];
            if (slot == 0) return Count == Capacity ? None : Enter(ref slot, hash, form, pool.Add(text));
            if (slot >> 16 != (uint)(hash >> 48)) continue;

            var code = (int)(slot & 0xFFFF) - 1;
            if (_forms[code] == form && pool[_payloads[code]].SequenceEqual(text)) return code;
        }
    }

    /// <summary>Frees what only <c>Of</c> needs, which may not be called any more: codes are only turned into cells from here on.</summary>
    public void Freeze()
    {
        _slots = [];
        Array.Resize(ref _payloads, Count);
        Array.Resize(ref _forms, Count);
    }

    private int Enter(ref uint slot, ulong hash, CellForm form, ulong payload)
    {
        var code = Count++;
        slot = SlotOf(hash, code);
        _payloads[code] = payload;
        _forms[code] = form;
        if (Count == _payloads.Length) Grow();
        return code;
    }

    private void Grow()
    {
        Array.Resize(ref _payloads, 2 * Count);
        Array.Resize(ref _forms, 2 * Count);
        _slots = new uint[4 * Count];
        for (var code = 0; code < Count; code++)
        {
            var hash = _forms[code].IsPooled ? HashOf(pool[_payloads[code]]) : HashOf(_forms[code], _payloads[code]);
            var at = (uint)hash;
            while (_slots[at & (uint)(_slots.Length - 1)] != 0) at++;
            _slots[at & (uint)(_slots.Length - 1)] = SlotOf(hash, code);
        }
    }

    private static uint SlotOf(ulong hash, int code) => (uint)(hash >> 48) << 16 | (uint)(code + 1);

    private static ulong HashOf(CellForm form, ulong payload) => Fold(payload ^ Seed, 0x9E37_79B9_7F4A_7C15 + (ulong)form);

    /// <summary>Folded multiplication over words of eight bytes; the last word overlaps the one before.</summary>
    private static ulong HashOf(ReadOnlySpan<byte> text)
    {
        const ulong Odd = 0xA076_1D64_78BD_642F;
        var hash = Seed ^ (ulong)text.Length;
        if (text.Length < sizeof(ulong))
        {
            foreach (var letter in text) hash = hash << 8 ^ hash >> 56 ^ letter;
            return Fold(hash, Odd);
        }

        for (var rest = text; rest.Length > sizeof(ulong); rest = rest[sizeof(ulong)..])
            hash = Fold(hash ^ MemoryMarshal.Read<ulong>(rest), Odd);
        return Fold(hash ^ MemoryMarshal.Read<ulong>(text[^sizeof(ulong)..]), Odd);
    }

    private static ulong Fold(ulong a, ulong b) => Math.BigMul(a, b, out var low) ^ low;
}

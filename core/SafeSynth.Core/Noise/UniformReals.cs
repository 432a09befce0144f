namespace SafeSynth.Noise;

/// <summary>Independent uniform reals in [0, 1), all known by the same number of leading limbs.</summary>
/// <remarks>More limbs continue the same reals: what is decided by few of them is decided alike by all.</remarks>
internal sealed class UniformReals(int count)
{
    private ulong[] _limbs = [];
    private int _known;

    /// <summary>The known part of a real, least significant limb first.</summary>
    public ReadOnlySpan<ulong> this[int real] => _limbs.AsSpan(real * _known, _known);

    /// <summary>Draws further limbs, most significant first, until each real is known by so many.</summary>
    public void Extend(int limbs, NoiseReader reader)
    {
        var extended = new ulong[count * limbs];
        for (var i = 0; i < count; i++)
        {
            var real = extended.AsSpan(i * limbs, limbs);
            this[i].CopyTo(real[(limbs - _known)..]);
            for (var limb = limbs - _known - 1; limb >= 0; limb--)
                real[limb] = reader.Next();
        }

        (_limbs, _known) = (extended, limbs);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SafeSynth.Marginals;

/// <summary>Arithmetic on contiguous runs of doubles whose results are the same bits on every machine.</summary>
/// <remarks>
/// Four lanes always: where the processor has no 256-bit registers the runtime computes each <see cref="Vector256{T}"/>
/// operation as two 128-bit ones. Only correctly rounded operations are used (no fused multiply-add, whose presence differs
/// between processors; no libm). A sum adds whole blocks of four lane by lane, then the lanes as (0 + 1) + (2 + 3), then the
/// rest of the run one by one.
/// </remarks>
internal static class RowMath
{
    private const int Lanes = 4;

    /// <summary>target = source + level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Assign(Span<double> target, ReadOnlySpan<double> source, double level)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source[..target.Length]);
        var levels = Vector256.Create(level);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes) (Load(ref from, i) + levels).StoreUnsafe(ref to, (nuint)i);
        for (; i < target.Length; i++) target[i] = source[i] + level;
    }

    /// <summary>target += source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> target, ReadOnlySpan<double> source)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source[..target.Length]);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes) (Load(ref to, i) + Load(ref from, i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < target.Length; i++) target[i] += source[i];
    }

    /// <summary>target *= source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(Span<double> target, ReadOnlySpan<double> source)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source[..target.Length]);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes) (Load(ref to, i) * Load(ref from, i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < target.Length; i++) target[i] *= source[i];
    }

    /// <summary>target *= factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(Span<double> target, double factor)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        var factors = Vector256.Create(factor);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes) (Load(ref to, i) * factors).StoreUnsafe(ref to, (nuint)i);
        for (; i < target.Length; i++) target[i] *= factor;
    }

    /// <summary>target = max(target, source), cell by cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Max(Span<double> target, ReadOnlySpan<double> source)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source[..target.Length]);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes)
            Vector256.MaxNative(Load(ref to, i), Load(ref from, i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < target.Length; i++) target[i] = Math.Max(target[i], source[i]);
    }

    /// <summary>The largest cell; negative infinity of none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Max(ReadOnlySpan<double> row)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        var largest = double.NegativeInfinity;
        var i = 0;
        if (row.Length >= Lanes)
        {
            var lanes = Load(ref from, 0);
            for (i = Lanes; i <= row.Length - Lanes; i += Lanes) lanes = Vector256.MaxNative(lanes, Load(ref from, i));
            largest = Math.Max(Math.Max(lanes[0], lanes[1]), Math.Max(lanes[2], lanes[3]));
        }
        for (; i < row.Length; i++) largest = Math.Max(largest, row[i]);
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<double> row)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        var lanes = Vector256<double>.Zero;
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes) lanes += Load(ref from, i);
        var sum = Across(lanes);
        for (; i < row.Length; i++) sum += row[i];
        return sum;
    }

    /// <summary>row = exp(row - shift); returns the sum of the new cells. No cell may exceed the shift by more than 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double ExpSum(Span<double> row, double shift)
    {
        ref var cells = ref MemoryMarshal.GetReference(row);
        var shifts = Vector256.Create(shift);
        var lanes = Vector256<double>.Zero;
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
        {
            var exp = Exp(Load(ref cells, i) - shifts);
            exp.StoreUnsafe(ref cells, (nuint)i);
            lanes += exp;
        }
        var sum = Across(lanes);
        for (; i < row.Length; i++) sum += row[i] = Exp(row[i] - shift);
        return sum;
    }

    /// <summary>row = exp(row - shift), sums += row, cell by cell. No cell may exceed its shift by more than 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpAdd(Span<double> row, ReadOnlySpan<double> shift, Span<double> sums)
    {
        ref var cells = ref MemoryMarshal.GetReference(row);
        ref var shifts = ref MemoryMarshal.GetReference(shift[..row.Length]);
        ref var totals = ref MemoryMarshal.GetReference(sums[..row.Length]);
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
        {
            var exp = Exp(Load(ref cells, i) - Load(ref shifts, i));
            exp.StoreUnsafe(ref cells, (nuint)i);
            (Load(ref totals, i) + exp).StoreUnsafe(ref totals, (nuint)i);
        }
        for (; i < row.Length; i++) sums[i] += row[i] = Exp(row[i] - shift[i]);
    }

    /// <summary>target = start - step * direction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(Span<double> target, ReadOnlySpan<double> start, double step, ReadOnlySpan<double> direction)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(start[..target.Length]);
        ref var along = ref MemoryMarshal.GetReference(direction[..target.Length]);
        var steps = Vector256.Create(step);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes)
            (Load(ref from, i) - (steps * Load(ref along, i))).StoreUnsafe(ref to, (nuint)i);
        for (; i < target.Length; i++) target[i] = start[i] - (step * direction[i]);
    }

    /// <summary>target = scale * (a - b); returns the sum of (a - b)^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double ScaledDifference(Span<double> target, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double scale)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var left = ref MemoryMarshal.GetReference(a[..target.Length]);
        ref var right = ref MemoryMarshal.GetReference(b[..target.Length]);
        var scales = Vector256.Create(scale);
        var lanes = Vector256<double>.Zero;
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes)
        {
            var difference = Load(ref left, i) - Load(ref right, i);
            (scales * difference).StoreUnsafe(ref to, (nuint)i);
            lanes += difference * difference;
        }
        var sum = Across(lanes);
        for (; i < target.Length; i++)
        {
            var difference = a[i] - b[i];
            target[i] = scale * difference;
            sum += difference * difference;
        }
        return sum;
    }

    /// <summary>The sums of direction * (a - b) and of (a - b)^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Slope, double Square) Change(
        ReadOnlySpan<double> direction, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var along = ref MemoryMarshal.GetReference(direction);
        ref var left = ref MemoryMarshal.GetReference(a[..direction.Length]);
        ref var right = ref MemoryMarshal.GetReference(b[..direction.Length]);
        var slopes = Vector256<double>.Zero;
        var squares = Vector256<double>.Zero;
        var i = 0;
        for (; i <= direction.Length - Lanes; i += Lanes)
        {
            var difference = Load(ref left, i) - Load(ref right, i);
            slopes += Load(ref along, i) * difference;
            squares += difference * difference;
        }
        var (slope, square) = (Across(slopes), Across(squares));
        for (; i < direction.Length; i++)
        {
            var difference = a[i] - b[i];
            slope += direction[i] * difference;
            square += difference * difference;
        }
        return (slope, square);
    }

    /// <summary>e to the x for x of at most 700, within 1 ulp or so; exactly 0 below -708 and for negative infinity.</summary>
    public static double Exp(double x) => Exp(Vector256.Create(x)).ToScalar();

    // x = k ln 2 + r with |r| <= (ln 2) / 2; e^r by its Taylor series to r^13 (remainder below 2^-57); 2^k through the exponent bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Exp(Vector256<double> x)
    {
        const double toInteger = 6755399441055744.0;   // 1.5 * 2^52: adding it rounds to an integer, kept in the low bits
        var shifted = (x * Vector256.Create(1.4426950408889634)) + Vector256.Create(toInteger);
        var k = shifted - Vector256.Create(toInteger);
        var r = x - (k * Vector256.Create(Ln2High)) - (k * Vector256.Create(Ln2Low));

        var r2 = r * r;
        var r4 = r2 * r2;
        var p23 = Vector256.Create(1.0 / 2) + (r * Vector256.Create(1.0 / 6));
        var p45 = Vector256.Create(1.0 / 24) + (r * Vector256.Create(1.0 / 120));
        var p67 = Vector256.Create(1.0 / 720) + (r * Vector256.Create(1.0 / 5040));
        var p89 = Vector256.Create(1.0 / 40320) + (r * Vector256.Create(1.0 / 362880));
        var p1011 = Vector256.Create(1.0 / 3628800) + (r * Vector256.Create(1.0 / 39916800));
        var p1213 = Vector256.Create(1.0 / 479001600) + (r * Vector256.Create(1.0 / 6227020800));
        var tail = p23 + (r2 * p45) + (r4 * (p67 + (r2 * p89) + (r4 * (p1011 + (r2 * p1213)))));
        var power = Vector256<double>.One + (r + (r2 * tail));

        var scale = ((shifted.AsInt64() + Vector256.Create(1023L)) << 52).AsDouble();
        return Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(x, Vector256.Create(-708.0)), power * scale, Vector256<double>.Zero);
    }

    /// <summary>The natural logarithm of a normal positive number, within 1 ulp or so; negative infinity of 0.</summary>
    /// <remarks>
    /// x = 2^k m with m in [sqrt(1/2), sqrt 2); with s = (m - 1)/(m + 1), log m = 2 artanh s, by its series to s^21 (remainder
    /// below 2^-58 relative).
    /// </remarks>
    public static double Log(double x)
    {
        if (x == 0) return double.NegativeInfinity;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            k++;
        }
        var f = m - 1;
        var s = f / (2 + f);
        var z = s * s;
        var series = 2.0 / 21;
        for (var n = 19; n >= 3; n -= 2) series = (series * z) + (2.0 / n);
        // log m = 2s + s z series, and 2s = f - s f: the large term f is exact.
        return (k * Ln2High) + (f - ((s * (f - (z * series))) - (k * Ln2Low)));
    }

    private const double Ln2High = 6.93147180369123816490e-01;   // the first 33 bits of ln 2, so that k * Ln2High is exact
    private const double Ln2Low = 1.90821492927058770002e-10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double origin, int index) => Vector256.LoadUnsafe(ref origin, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Across(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

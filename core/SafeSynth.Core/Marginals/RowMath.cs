using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SafeSynth.Marginals;

/// <summary>Arithmetic on contiguous runs of doubles whose results are the same bits on every machine.</summary>
/// <remarks>
/// Four lanes always: where the processor has no 256-bit registers the runtime computes each <see cref="Vector256{T}"/>
/// operation as two 128-bit ones. Only correctly rounded operations are used (no fused multiply-add, whose presence differs
/// between processors; no libm). A sum adds whole blocks of four lane by lane, then the lanes as (0 + 1) + (2 + 3), then the
/// rest of the run one by one. The loops are compiled at full optimisation at once: a fit is over before tiering would get to them.
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

    /// <summary>target -= source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(Span<double> target, ReadOnlySpan<double> source)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source[..target.Length]);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes) (Load(ref to, i) - Load(ref from, i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < target.Length; i++) target[i] -= source[i];
    }

    /// <summary>target -= level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(Span<double> target, double level)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        var levels = Vector256.Create(level);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes) (Load(ref to, i) - levels).StoreUnsafe(ref to, (nuint)i);
        for (; i < target.Length; i++) target[i] -= level;
    }

    /// <summary>target = exp(target); see <see cref="PortableMath.Exp(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exp(Span<double> target)
    {
        ref var cells = ref MemoryMarshal.GetReference(target);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes) PortableMath.Exp(Load(ref cells, i)).StoreUnsafe(ref cells, (nuint)i);
        for (; i < target.Length; i++) target[i] = PortableMath.Exp(target[i]);
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

    /// <summary>The sum of a * b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b[..a.Length]);
        var lanes = Vector256<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Lanes; i += Lanes) lanes += Load(ref left, i) * Load(ref right, i);
        var sum = Across(lanes);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The largest absolute value; 0 of none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Magnitude(ReadOnlySpan<double> row)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        var lanes = Vector256<double>.Zero;
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes) lanes = Vector256.MaxNative(lanes, Vector256.Abs(Load(ref from, i)));
        var largest = Math.Max(Math.Max(lanes[0], lanes[1]), Math.Max(lanes[2], lanes[3]));
        for (; i < row.Length; i++) largest = Math.Max(largest, Math.Abs(row[i]));
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double origin, int index) => Vector256.LoadUnsafe(ref origin, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Across(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

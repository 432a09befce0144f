using System.Buffers;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

/// <summary>A mechanism that costs what one says and answers as another does: the bugs that audits have to find.</summary>
internal sealed class BrokenMechanism<T, TNoisy>(
    Mechanism<T, TNoisy> right, Func<Sensitivity, PrivacyEvent> cost, Func<T, Sensitivity, INoiseSource, TNoisy> draw) : Mechanism<T, TNoisy>
{
    public override PrivacyEvent CostOf(Sensitivity sensitivity) => cost(sensitivity);

    internal override TNoisy Draw(T exact, Sensitivity sensitivity, INoiseSource noise) => draw(exact, sensitivity, noise);

    internal override void Spell(TNoisy answer, CanonicalBytes bytes) => right.Spell(answer, bytes);
}

internal static class Broken
{
    /// <summary>Claims the price of one mechanism and draws another's noise, which is half as large.</summary>
    public static Mechanism<T, TNoisy> HalfTheNoise<T, TNoisy>(Mechanism<T, TNoisy> claimed, Mechanism<T, TNoisy> drawn) =>
        new BrokenMechanism<T, TNoisy>(claimed, claimed.CostOf, drawn.Draw);

    /// <summary>Believes that neighbours are half as far apart as they are.</summary>
    public static Mechanism<T, TNoisy> HalfTheSensitivity<T, TNoisy>(Mechanism<T, TNoisy> right)
    {
        static Sensitivity Believed(Sensitivity s) => new(s.L0, s.L1 / 2, s.L2Squared / 4, s.LInf / 2);

        return new BrokenMechanism<T, TNoisy>(
            right, s => right.CostOf(Believed(s)), (exact, s, noise) => right.Draw(exact, Believed(s), noise));
    }

    /// <summary>Draws every second answer with the noise of the one before.</summary>
    public static Mechanism<T, TNoisy> ReusedStream<T, TNoisy>(Mechanism<T, TNoisy> right)
    {
        RecordedNoise? before = null;
        return new BrokenMechanism<T, TNoisy>(right, right.CostOf, (exact, s, noise) =>
        {
            if (before is { } recorded)
            {
                before = null;
                return right.Draw(exact, s, recorded.Replayed());
            }

            before = new RecordedNoise(noise);
            return right.Draw(exact, s, before);
        });
    }

    private sealed class RecordedNoise(INoiseSource noise) : INoiseSource
    {
        private readonly ArrayBufferWriter<byte> _record = new();

        public void Fill(Span<byte> buffer)
        {
            noise.Fill(buffer);
            _record.Write(buffer);
        }

        /// <summary>The same bytes again, and fresh ones behind them.</summary>
        public INoiseSource Replayed() => new Replay(noise, _record.WrittenMemory);
    }

    private sealed class Replay(INoiseSource noise, ReadOnlyMemory<byte> record) : INoiseSource
    {
        private ReadOnlyMemory<byte> _left = record;

        public void Fill(Span<byte> buffer)
        {
            var again = Math.Min(buffer.Length, _left.Length);
            _left.Span[..again].CopyTo(buffer);
            _left = _left[again..];
            noise.Fill(buffer[again..]);
        }
    }
}

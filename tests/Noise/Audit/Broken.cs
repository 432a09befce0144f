using System.Buffers;
using SafeSynth.Audit;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

/// <summary>Further bugs that audits have to find, beside <see cref="Sabotage"/>.</summary>
internal static class Broken
{
    /// <summary>Believes that neighbours are half as far apart as they are.</summary>
    public static Mechanism<T, TNoisy> HalfTheSensitivity<T, TNoisy>(Mechanism<T, TNoisy> right)
    {
        static Sensitivity Believed(Sensitivity s) => new(s.L0, s.L1 / 2, s.L2Squared / 4, s.LInf / 2);

        return new SabotagedMechanism<T, TNoisy>(
            right, s => right.CostOf(Believed(s)), (exact, s, noise) => right.Draw(exact, Believed(s), noise));
    }

    /// <summary>Draws every second answer with the noise of the one before.</summary>
    public static Mechanism<T, TNoisy> ReusedStream<T, TNoisy>(Mechanism<T, TNoisy> right)
    {
        RecordedNoise? before = null;
        return new SabotagedMechanism<T, TNoisy>(right, right.CostOf, (exact, s, noise) =>
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

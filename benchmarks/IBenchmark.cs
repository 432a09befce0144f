namespace SafeSynth.Benchmarks;

/// <summary>One command of the benchmark runner.</summary>
internal interface IBenchmark
{
    string Name { get; }

    /// <summary>One sentence: what it measures.</summary>
    string Purpose { get; }

    /// <summary>How to call it. Its words that begin with <c>--</c> are the options it knows; those in brackets may be left out.</summary>
    string Usage { get; }

    /// <summary>Measures and prints to <paramref name="output"/>.</summary>
    void Run(Options options, TextWriter output);
}

using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>The one door to private rows.</summary>
public interface IPrivateData
{
    /// <summary>What is known of the data without asking: declared or always public.</summary>
    PublicFacts Facts { get; }

    /// <summary>What may be spent, and what was.</summary>
    BudgetScope Budget { get; }

    /// <summary>Prices the measurement, charges it, and only then answers.</summary>
    /// <exception cref="BudgetExceededException">SS2001: it does not fit; nothing was drawn.</exception>
    TNoisy Measure<T, TNoisy>(PrivateQuery<T> query, Mechanism<T, TNoisy> mechanism);
}

/// <summary>What is public about a table without asking its rows.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="ColumnNames">The columns' names, in order.</param>
/// <param name="Guarantee">The guarantee that all measurements together keep, with unit and neighbours.</param>
public sealed record PublicFacts(string Name, IReadOnlyList<string> ColumnNames, Guarantee Guarantee);

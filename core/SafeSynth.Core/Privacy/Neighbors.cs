namespace SafeSynth.Privacy;

/// <summary>Which data sets a guarantee makes indistinguishable.</summary>
public enum Neighbors
{
    /// <summary>One holds one unit more than the other ("unbounded").</summary>
    AddRemove,

    /// <summary>They hold the same number of units and differ in one ("bounded").</summary>
    ReplaceOne,
}

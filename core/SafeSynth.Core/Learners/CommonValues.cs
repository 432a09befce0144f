namespace SafeSynth.Learners;

/// <summary>The most common values of a category.</summary>
internal static class CommonValues
{
    /// <summary>
    /// A number for each of the values that are most common, from 0 for the most common one; of equally common values the smaller comes
    /// first.
    /// </summary>
    public static Dictionary<double, int> Of(IEnumerable<double> values, int most) => values
        .CountBy(value => value).OrderByDescending(counted => counted.Value).ThenBy(counted => counted.Key).Take(most)
        .Select((counted, number) => (counted.Key, number)).ToDictionary(pair => pair.Key, pair => pair.number);
}

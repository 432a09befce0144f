using SafeSynth.Attacks;
using SafeSynth.Plans;

namespace SafeSynth.Utility;

/// <summary>
/// What learners are to predict, and from what. A target of categories, or of numbers with two values, is a question of classes; other
/// numbers are predicted.
/// </summary>
internal sealed class Question
{
    private const int MostClasses = 50;

    private readonly FeatureColumn _target;
    private readonly int[] _features;
    private readonly Dictionary<double, int>? _classes;

    private Question(FeatureColumn target, int[] features, Dictionary<double, int>? classes) =>
        (_target, _features, _classes) = (target, features, classes);

    /// <param name="setting">Its target is what is asked for.</param>
    /// <param name="test">The rows to be asked of.</param>
    /// <exception cref="SafeSynthException">SS3053: there are too many classes.</exception>
    public static Question Of(UtilitySetting setting, FeatureRows test)
    {
        var target = setting.Space.Columns.First(column => column.Name == setting.Target);
        int[] features = [.. Enumerable.Range(0, setting.Space.Width).Where(feature => feature != target.Feature && feature != target.Absence)];
        double[] values =
        [
            .. new[] { setting.Released, setting.Real, test }.SelectMany(rows => UtilitySetting.ValuesOf(rows, target)).Distinct()
                .Where(value => !double.IsNaN(value) && !IsMissing(value)).Order(),
        ];
        var isCategory = setting.Space.IsCategory(target.Feature);
        if (isCategory && values.Length > MostClasses)
            throw UtilityFault.TooManyClasses(target.Name, MostClasses);
        return new Question(target, features, isCategory || values.Length <= 2
            ? values.Select((value, number) => (value, number)).ToDictionary(pair => pair.value, pair => pair.number)
            : null);

        bool IsMissing(double value) =>
            setting.Space.IsCategory(target.Feature) && setting.Space.ValueOf(target.Feature, value).Length == 0;
    }

    /// <summary>Whether classes are asked for.</summary>
    public bool IsOfClasses => _classes is not null;

    /// <summary>The number of classes, two at least.</summary>
    public int Classes => Math.Max(2, _classes!.Count);

    /// <summary>The rows whose answer is known, and their answers: classes or numbers.</summary>
    public (FeatureRows Rows, int[] Numbers, double[] Answers) Ask(FeatureRows rows)
    {
        var values = UtilitySetting.ValuesOf(rows, _target);
        int[] known = [.. Enumerable.Range(0, values.Length).Where(row => _classes?.ContainsKey(values[row]) ?? !double.IsNaN(values[row]))];
        return (rows.Take(known).Select(_features), known, Array.ConvertAll(known, row => _classes is null ? values[row] : _classes[values[row]]));
    }
}

using System.Globalization;
using SafeSynth.Data;

namespace SafeSynth.Benchmarks;

/// <summary>A question that a learner is to answer of real rows after it saw synthetic ones.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Train">The rows to be imitated.</param>
/// <param name="Test">Other real rows.</param>
/// <param name="Target">The column that is asked about.</param>
/// <param name="IsPositive">What is asked of its value.</param>
/// <param name="Question">The same in words.</param>
internal sealed record TstrTask(string Name, CsvText Train, CsvText Test, string Target, Func<string, bool> IsPositive, string Question)
{
    private const double TestShare = 0.3;

    /// <summary>The names of all tasks.</summary>
    public static IReadOnlyList<string> Names { get; } = ["adult_raw", "california_housing", "german_credit", "pima_diabetes", "titanic_raw"];

    /// <exception cref="UsageException">There is no such task.</exception>
    public static TstrTask Read(string name) => name switch
    {
        "adult_raw" => new(
            name, CsvText.Read(DataSets.Find("adult_raw/adult_raw_train.csv")), CsvText.Read(DataSets.Find("adult_raw/adult_raw_test.csv")),
            "income", value => value == ">50K", "income is above 50,000"),
        "california_housing" => Housing(name),
        "german_credit" => Split(name, "german_credit/german.csv", "class", "2", "a bad risk"),
        "pima_diabetes" => Split(name, "pima_diabetes/diabetes.csv", "outcome", "1", "diabetes"),
        "titanic_raw" => Split(name, "titanic/titanic_raw.csv", "Survived", "1", "survived"),
        _ => throw new UsageException($"There is no task '{name}'. There are: {string.Join(", ", Names)}."),
    };

    /// <summary>The rows to be imitated, as private data.</summary>
    public IRowSource Source => Train.AsSource(Name);

    private static TstrTask Split(string name, string file, string target, string positive, string question)
    {
        var (train, test) = CsvText.Read(DataSets.Find(file)).Split(TestShare);
        return new TstrTask(name, train, test, target, value => value == positive, question);
    }

    // Regression made a question of yes and no. The median is of the real rows to be imitated: the learner's judge knows it, no generator
    // does.
    private static TstrTask Housing(string name)
    {
        const string Target = "median_house_value";
        var (train, test) = CsvText.Read(DataSets.Find("california_housing/housing.csv")).Split(TestShare);
        var median = train.Column(Target).Select(Number).Order().ElementAt(train.Rows / 2);
        return new TstrTask(name, train, test, Target, value => Number(value) > median, "the value is above the median");
    }

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}

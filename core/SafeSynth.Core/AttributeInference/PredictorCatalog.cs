namespace SafeSynth.AttributeInference;

/// <summary>Every predictor there is.</summary>
public static class PredictorCatalog
{
    public static IReadOnlyList<ISecretPredictor> All { get; } =
    [
        new GeneralizedCap(),
        new NearestRow(),
    ];
}

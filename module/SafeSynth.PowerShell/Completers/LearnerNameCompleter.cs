using SafeSynth.Adapters.Learners;

namespace SafeSynth.Completers;

/// <summary>Completes the names of learners.</summary>
public sealed class LearnerNameCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Summary)> Listed =>
        LearnerCatalog.All.Select(learner => (learner.Info.Name, learner.Info.Summary));
}

using SafeSynth.Attacks;

namespace SafeSynth.Completers;

/// <summary>Completes the names of attacks.</summary>
public sealed class AttackNameCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Summary)> Listed =>
        AttackInfo.All.Select(info => (info.Name, info.Summary));
}

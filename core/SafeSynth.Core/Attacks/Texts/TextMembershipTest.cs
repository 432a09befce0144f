using SafeSynth.Data;
using SafeSynth.Plans;
using SafeSynth.Texts;

namespace SafeSynth.Attacks;

/// <summary>Runs attacks on released texts whose members are known: <see cref="MembershipTest"/> for a column of texts.</summary>
/// <remarks>
/// Who is compared with whom, and what the verdicts rest on, is the same. That members and others were divided at random is checked by what
/// is seen of a text without the release: its length, its label, the common words that it has, and whether it is the same text as another.
/// </remarks>
public static class TextMembershipTest
{
    // More would not fit into a test of all of them together; the first ones tell a topic.
    private const int CheckedWords = 40;

    /// <param name="synthetic">The released texts.</param>
    /// <param name="members">Texts that the release was made from.</param>
    /// <param name="nonMembers">Texts of the same population that it was not made from.</param>
    /// <param name="reference">Further such texts for the attacker; null takes half of the non-members.</param>
    /// <param name="columns">The columns of texts and labels, in whatever case.</param>
    /// <param name="attacks">The attacks.</param>
    /// <param name="embedder">What tells which texts are alike. It is shown private texts.</param>
    /// <param name="seed">Decides what is drawn at random.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <param name="unit">The column that names the person who wrote a text; null where every text is a person of its own. Texts of nobody
    /// are left out.</param>
    /// <exception cref="SafeSynthException">
    /// SS3003: a table has too few rows. SS3005: a table has no column of units. SS3006: somebody is both a member and not. SS3101: a table
    /// has no such column.
    /// </exception>
    public static MembershipReport Run(
        OwnerTable synthetic, OwnerTable members, OwnerTable nonMembers, OwnerTable? reference, TextColumns columns, IReadOnlyList<ITextAttack> attacks,
        ITextEmbedder embedder, ulong seed, CancellationToken cancel, string? unit = null)
    {
        if (synthetic.RowCount == 0)
            throw GateFault.TooFewRows(synthetic.Name, 1);
        foreach (var table in new[] { synthetic, members, nonMembers, reference ?? nonMembers })
            columns.CheckIn(table);
        var division = Division.Of(members, nonMembers, reference, unit, seed);
        var numbers = new WordNumbers();
        TextRows Read(Func<Func<OwnerTable, string[]>, string[]> take) =>
            numbers.Read(take(columns.TextsOf), columns.Label is null ? null : take(columns.LabelsOf), cancel);

        var setting = new TextAttackSetting(
            Read(division.OfTargets), Read(column => column(synthetic)), Read(division.OfKnown), embedder);
        var results = attacks.Select(attack => new AttackResult(attack.Info, attack.Score(setting, cancel), division.IsMember));
        var features = new Features(setting.Targets);
        return new MembershipReport(synthetic.Name, [.. results])
        {
            Targets = features.Of(setting.Targets, columns.Label is null ? null : division.OfTargets(columns.LabelsOf)),
            Units = division.Units,
            UnitColumn = unit,
            Reference = features.Of(setting.Reference, columns.Label is null ? null : division.OfKnown(columns.LabelsOf)),
            SyntheticRows = synthetic.RowCount,
            Repeated = RepeatedTexts.Of(setting.Synthetic, Where(isMember: true), Where(isMember: false), cancel),
            PersonalData = PersonalDataReport.Of(synthetic.Name, setting.Synthetic.Texts, setting.Targets.Texts, division.Units, division.IsMember),
        };

        TextRows Where(bool isMember) => setting.Targets.Take([.. Enumerable.Range(0, setting.Targets.Count).Where(row => division.IsMember[row] == isMember)]);
    }

    /// <summary>
    /// What of a text a division at random leaves alike: the text itself, as a category, its label, its numbers of words and of characters,
    /// and common words.
    /// </summary>
    private sealed class Features(TextRows targets)
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        // Nearest to half of the texts: nothing is told by what all texts have, or one in a thousand.
        private readonly int[] _words =
        [
            .. targets.Words.SelectMany(text => text.Distinct()).CountBy(word => word)
                .OrderBy(counted => Math.Abs((counted.Value / (double)targets.Count) - 0.5)).ThenBy(counted => counted.Key).Take(CheckedWords)
                    .Select(counted => counted.Key),
        ];

        public FeatureRows Of(TextRows texts, string[]? labels)
        {
            bool[] isCategory = [true, true, false, false, .. _words.Select(_ => true)];
            var values = new List<double>(texts.Count * isCategory.Length);
            for (var row = 0; row < texts.Count; row++)
            {
                var words = texts.Words[row].ToHashSet();
                values.AddRange([NumberOf(texts.Texts[row]), labels is null ? 0 : NumberOf(labels[row]), texts.Words[row].Length, texts.Texts[row].Length]);
                values.AddRange(_words.Select(word => words.Contains(word) ? 1.0 : 0));
            }

            return new FeatureRows([.. values], isCategory);
        }

        private int NumberOf(string text)
        {
            if (!_numbers.TryGetValue(text, out var number))
                _numbers.Add(text, number = _numbers.Count);
            return number;
        }
    }
}

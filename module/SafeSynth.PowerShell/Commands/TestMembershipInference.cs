using System.Management.Automation;
using SafeSynth.Attacks;
using SafeSynth.Certificates;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Ingest;
using SafeSynth.Output;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>Attacks a release, or a generator: can anyone tell whose rows synthetic rows were made from?</summary>
/// <remarks>
/// A release is attacked with rows that it was made from and rows that it was not made from, divided at random before the fit. Every attack
/// scores them without being told which is which. One exact test over all attacks says Pass, Fail or Inconclusive: a release that gives
/// nobody away fails with probability alpha, and a Pass means that copies of a few percent of the members would have been seen. Where a
/// claim is given (-Certificate, -Model, -Plan or -Epsilon), a second test asks whether the release tells more than that allows, which
/// would be a bug. What the attacker has makes for more attacks: the released model (-Model), the generator, to be run on the reference
/// (-Generator or -Plan).
///
/// Texts are attacked with -TextProperty, by attacks of their own: words that a release makes too probable, texts that are too similar,
/// runs of words that it repeats. The result then says what is repeated word for word (Repeated), and what looks like personal data
/// (PersonalData), on which there is a verdict as well.
///
/// With -Shadow a generator is attacked instead, before anything is released: for each of the records that it would give away first, so
/// many releases are made with the record and as many without it. Attacks learn from half of them what the record changes, and are tested
/// on the others. These are no releases: nothing is charged, and they are thrown away.
///
/// All results are computed exactly from private rows: they are for their owner's eyes.
/// </remarks>
/// <example>
/// <para>Test a release</para>
/// <code>Test-MembershipInference -Synthetic ./hr.synthetic.csv -Member ./hr.csv -NonMember ./hr.holdout.csv</code>
/// </example>
/// <example>
/// <para>Test whether it keeps its promise, too, where people have several rows</para>
/// <code>Test-MembershipInference ./hr.synthetic.csv ./hr.csv ./hr.holdout.csv -PrivacyUnit employee_id -Certificate ./hr.synthetic.certificate.json</code>
/// </example>
/// <example>
/// <para>Suppose that the model goes out, too</para>
/// <code>Test-MembershipInference ./hr.synthetic.csv ./hr.csv ./hr.holdout.csv -Model ./hr.dpmodel</code>
/// </example>
/// <example>
/// <para>Test a release of texts</para>
/// <code>Test-MembershipInference ./tickets.synthetic.csv ./tickets.csv ./tickets.holdout.csv -TextProperty body -LabelProperty queue -Epsilon 4</code>
/// </example>
/// <example>
/// <para>See what a generator would tell of the three most exposed records</para>
/// <code>(Test-MembershipInference -Member ./hr.csv -Generator Mst -Epsilon 1 -Shadow 200 -WorstRecord 3).Records</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MembershipInference", DefaultParameterSetName = ReleaseSet)]
[OutputType(typeof(MembershipView), ParameterSetName = [ReleaseSet])]
[OutputType(typeof(ShadowView), ParameterSetName = [ShadowSet])]
public sealed class TestMembershipInferenceCommand : ReleaseTestCommand
{
    private const string ShadowSet = "Shadow";

    /// <summary>Rows that the release was made from, or with -Shadow would be: the path of a CSV file, or objects.</summary>
    [Parameter(ParameterSetName = ReleaseSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ShadowSet, Mandatory = true)]
    public override object[] Member { get; set; } = [];

    /// <summary>
    /// The released model, if the attacker has it: the path of a .dpmodel file, or what New-DpModel or Import-DpModel gave.
    /// </summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    public object? Model { get; set; }

    /// <summary>
    /// How many releases to make with each record, and as many without it, half of them to learn from. 100 to 1000; below 20 nothing can be
    /// said.
    /// </summary>
    [Parameter(ParameterSetName = ShadowSet, Mandatory = true)]
    public int Shadow { get; set; }

    /// <summary>How many records to attack: those that are farthest from all others.</summary>
    [Parameter(ParameterSetName = ShadowSet)]
    [ValidateRange(1, 100)]
    public int WorstRecord { get; set; } = 5;

    /// <summary>The generator that the attacker may run himself, at -Epsilon and -Delta; Get-DpGenerator lists them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GeneratorNameCompleter))]
    public string? Generator { get; set; }

    /// <summary>
    /// A plan file (JSON) that says how the attacker runs the generator, and what the release is said to keep where there is neither
    /// certificate nor model; -Generator, -Epsilon, -Delta and -Schema override it.
    /// </summary>
    [Parameter]
    public string? Plan { get; set; }

    /// <summary>A Frictionless Table Schema (JSON) of what the generator takes as public.</summary>
    [Parameter]
    public string? Schema { get; set; }

    /// <summary>
    /// The column of texts to attack. When left out, the columns are attacked, but for such as name rows, as texts that are all different
    /// do.
    /// </summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? TextProperty { get; set; }

    /// <summary>The column of the texts' labels, with -TextProperty.</summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? LabelProperty { get; set; }

    /// <summary>
    /// With -TextProperty, the name of the embedding model that tells which texts are alike. It is shown private texts. When left out, a
    /// built-in one does.
    /// </summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string? EmbeddingModel { get; set; }

    /// <summary>
    /// The address of the Ollama server, with -EmbeddingModel. When left out, it is that of the environment variable OLLAMA_HOST, or
    /// http://localhost:11434.
    /// </summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    public string? Endpoint { get; set; }

    /// <summary>Agrees to send private texts to an embedding model that runs on another machine.</summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    public SwitchParameter AllowRemoteModel { get; set; }

    /// <summary>The names of the attacks; wildcards are allowed. When left out, all for which the attacker has what they need.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AttackNameCompleter))]
    public string[] Attack { get; set; } = [];

    /// <summary>The share of copied members that must not be overlooked for a Pass.</summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    [ValidateRange(0.0001, 1.0)]
    public double DetectionFloor { get; set; } = PermutationGate.DefaultFloor;

    /// <summary>The certificate of the release: whether it tells more of its members than it promises is tested, too.</summary>
    [Parameter(ParameterSetName = ReleaseSet)]
    public string? Certificate { get; set; }

    /// <summary>
    /// What the release is said to keep, where there is neither certificate nor model, and what the generator is asked to keep. Beside a
    /// certificate or a model it is for the generator alone, and an error without one.
    /// </summary>
    [Parameter]
    public double? Epsilon { get; set; }

    /// <summary>The probability that it does not hold, with -Epsilon.</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    protected override void End()
    {
        if (ParameterSetName == ShadowSet)
            WriteObject(AttackGenerator());
        else if (TextProperty is null)
            AttackRelease();
        else
            AttackTexts(new TextColumns(TextProperty, LabelProperty));
    }

    private void AttackTexts(TextColumns columns)
    {
        if (new[] { nameof(Generator), nameof(Plan), nameof(Schema) }.FirstOrDefault(IsBound) is { } ofColumns)
            throw TextGateFault.OfColumns(ofColumns);
        RefuseUnusedClaim();
        var model = Model is null ? null : GivenModel.Read(Model, Resolve);
        var attacks = Chosen(TextAttackCatalog.All, attack => attack.Info, AttackNeeds.Text | AttackNeeds.Reference);
        var claim = ReadClaim(model, planned: null);
        using var given = RunWithProgress("Connecting to models", pump => GivenEmbedder.Open(EmbeddingModel, Endpoint, AllowRemoteModel, pump, StopToken));
        WriteComparison(
            "Attacking the release",
            tables => TextMembershipTest.Run(
                tables.Synthetic, tables.Members, tables.NonMembers, tables.Reference, columns, attacks, given.Embedder, Seed, StopToken, PrivacyUnit),
            report => ViewOf(report, claim));
    }

    private void AttackRelease()
    {
        RefuseUnused();
        var model = Model is null ? null : GivenModel.Read(Model, Resolve);
        var plan = Generator is null && Plan is null ? null : BindPlan();
        var generator = plan is null ? null : new PlannedGenerator(plan);
        var has = AttackNeeds.Reference | (model is null ? 0 : AttackNeeds.Model) | (generator is null ? 0 : AttackNeeds.Generator);
        var attacks = Chosen(AttackCatalog.All, attack => attack.Info, has);
        var claim = ReadClaim(model, Plan is null ? null : plan!.Guarantee);
        WriteComparison(
            "Attacking the release",
            tables =>
                MembershipTest.Run(
                    tables.Synthetic, tables.Members, tables.NonMembers, tables.Reference, attacks, Seed, StopToken, PrivacyUnit, model, generator),
            report => ViewOf(report, claim));
    }

    private MembershipView ViewOf(MembershipReport report, Claim? claim)
    {
        var alpha = report.PersonalData is null ? Alpha : PersonalDataGate.Shared(Alpha, report.PersonalData);
        List<GateDecision> others =
        [
            .. claim is null ? [] : new[] { new ClaimGate(claim, Alpha, Seed).Decide(report, StopToken) },
            .. report.PersonalData is null ? [] : new[] { new PersonalDataGate(alpha).Decide(report.PersonalData, StopToken) },
        ];
        return MembershipView.Of(report, new PermutationGate(alpha, DetectionFloor, Seed).Decide(report, StopToken), others, claim);
    }

    private ShadowView AttackGenerator()
    {
        var plan = BindPlan();
        if (plan.Guarantee.Unit.KeyColumn is { } key)
            throw GateFault.ShadowOfUnits(key);
        var generator = new PlannedGenerator(plan);
        var attacks = Chosen(ShadowAttackCatalog.All, attack => attack.Info, has: ~AttackNeeds.None);
        var rows = OwnedTables.Read(Member, "members", Resolve, StopToken);
        var claim = Claim.Of(generator.CapFor(rows.ColumnNames));
        return RunWithProgress($"Attacking {generator.Name}", pump =>
        {
            var features = FeatureSpace.Learn(rows, [rows]).Encode(rows);
            var game = new ShadowGame(generator, rows, WorstRecords.Choose(features, WorstRecord, StopToken))
            {
                Releases = Shadow,
                Neighbors = plan.Guarantee.Neighbors,
                Seed = Seed,
            };
            return ShadowView.Of(game.Play(attacks, pump, StopToken), claim, Alpha);
        });
    }

    private SafeSynthException OfTheOtherGame(string name) =>
        TextProperty is not null ? TextGateFault.AttackOnColumns(name)
        : AttackInfo.Find(name).Needs.HasFlag(AttackNeeds.Text) ? TextGateFault.AttackOnTexts(name)
        : ParameterSetName == ShadowSet ? GateFault.AttackOnRelease(name) : GateFault.AttackOnRecords(name);

    private DpPlan BindPlan()
    {
        var plan = Plan is null ? null : PlanReader.Read(Resolve(Plan));
        if (plan is null && Epsilon is null)
            throw PlanFault.EpsilonMissing();
        var promised = plan?.Guarantee;
        plan ??= new DpPlan(new Guarantee(Epsilon!.Value, Delta));
        var asked = plan with
        {
            Guarantee = promised is null
                ? plan.Guarantee
                : new Guarantee(Epsilon ?? promised.Epsilon, IsBound(nameof(Delta)) ? Delta : promised.Delta, promised.Unit, promised.Neighbors),
            Generator = Generator is null ? plan.Generator : GeneratorCatalog.Find(Generator).Info.Name,
            Schema = Schema is null ? plan.Schema : SchemaReader.Read(Resolve(Schema)),
        };
        return PublicCsv.ReadFor(asked, [], StopToken);
    }

    /// <param name="model">The released model.</param>
    /// <param name="planned">What the plan says; null where there is none.</param>
    private Claim? ReadClaim(FittedModel? model, Guarantee? planned)
    {
        var certificate = Certificate is null ? null : CertificateFile.Read(Resolve(Certificate));
        if (certificate is not null && model is not null && certificate.Guarantee != model.Report.Guarantee)
            throw ReportFault.ModelOfAnother(model.Report.DataName, System.IO.Path.GetFileName(certificate.Path));
        return certificate is not null ? Claim.Of(certificate)
            : model is not null ? Claim.Of(model.Report.Cap)
            : planned is not null ? Claim.Of(planned)
            : Epsilon is { } epsilon ? Claim.Of(new Guarantee(epsilon, Delta, PrivacyUnit is null ? null : SafeSynth.Privacy.PrivacyUnit.Key(PrivacyUnit, 1)))
            : null;
    }

    // What would change nothing was meant to change something.
    private void RefuseUnused()
    {
        if (new[] { nameof(LabelProperty), nameof(EmbeddingModel), nameof(Endpoint), nameof(AllowRemoteModel) }.FirstOrDefault(IsBound) is { } ofTexts)
            throw GateFault.NothingToUseItFor(ofTexts, "-TextProperty");
        if (Generator is not null || Plan is not null)
            return;
        RefuseUnusedClaim();
        if (Schema is not null)
            throw GateFault.NothingToUseItFor(nameof(Schema), "-Generator or -Plan");
    }

    private void RefuseUnusedClaim()
    {
        var claimed = Certificate is not null ? nameof(Certificate) : Model is not null ? nameof(Model) : null;
        if (claimed is not null && new[] { nameof(Epsilon), nameof(Delta) }.FirstOrDefault(IsBound) is { } unused)
            throw GateFault.ClaimedTwice(unused, claimed);
        if (Epsilon is null && IsBound(nameof(Delta)))
            throw GateFault.NothingToUseItFor(nameof(Delta), "-Epsilon");
    }

    // Wildcards stand for what is possible; a name is taken at its word, and what it needs is asked for.
    private IReadOnlyList<T> Chosen<T>(IReadOnlyList<T> all, Func<T, AttackInfo> infoOf, AttackNeeds has)
    {
        var possible = all.Where(attack => (infoOf(attack).Needs & ~has) == 0).ToList();
        return Attack.Length == 0 ? [.. possible.Where(attack => !infoOf(attack).DependsOnSeed)]
            : CatalogNames.Choose(
                Attack, possible, attack => infoOf(attack).Name,
                name => all.FirstOrDefault(attack => infoOf(attack) == AttackInfo.Find(name)) ?? throw OfTheOtherGame(name));
    }
}

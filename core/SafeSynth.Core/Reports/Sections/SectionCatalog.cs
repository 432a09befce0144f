namespace SafeSynth.Reports.Sections;

/// <summary>Every section of the privacy report, in the order of the page.</summary>
internal static class SectionCatalog
{
    public static IReadOnlyList<IReportSection> All { get; } =
    [
        new VerdictSection(),
        new AttackSection(),
        new TextSection(),
        new ShadowSection(),
        new SecretSection(),
        new UtilitySection(),
        new AuditSection(),
        new GuaranteeSection(),
        new ValueSection(),
        new CertificateSection(),
        new DeclaredSection(),
        new EventSection(),
    ];
}

namespace SafeSynth.Plans;

/// <summary>SS019x: a privacy report cannot be made as asked.</summary>
public static class ReportFault
{
    public static SafeSynthException NothingToReport(string what) => new(
        "SS0190", $"{what} Pipe what Test-MembershipInference, Test-AttributeInference, Measure-SyntheticUtility, Test-DpGuarantee, Test-PrivacyGate, Test-DpCertificate or New-DpSyntheticData -PassThru returned, or name a -Certificate, a -Model or -Synthetic rows.");

    public static SafeSynthException SeveralReleases(string one, string other) => new(
        "SS0191", $"A report tells of one release, but there are two: '{one}' and '{other}'. Make a report of each.");

    public static SafeSynthException ModelOfAnother(string model, string certificate) => new(
        "SS0192", $"The model of '{model}' is not that of the certificate '{certificate}': other events or another guarantee. Give those of one release.");

    public static SafeSynthException PrivateRowsForAll() => new(
        "SS0193", "-Member shows how private values are spread, exactly and without a guarantee. Make a report for their owner with -ForOwner, or leave -Member out.");

    public static SafeSynthException OtherCertificateThere(string path) => new(
        "SS0194", $"'{path}' is another certificate than the report's, and certificates are not replaced. Move it away, or write the report to another folder.");
}

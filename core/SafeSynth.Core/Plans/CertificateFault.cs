using static System.FormattableString;

namespace SafeSynth.Plans;

/// <summary>SS2030 to SS2033: a certificate cannot be written or checked.</summary>
internal static class CertificateFault
{
    public static SafeSynthException Unreadable(string path, string reason) => new(
        "SS2030", $"The certificate '{path}' cannot be read: {reason}. Correct the path or its permissions.");

    public static SafeSynthException NoCertificate(string path, string reason) => new(
        "SS2031", $"'{path}' is no certificate of a release: {reason}. Give the .certificate.json that was written beside it.");

    public static SafeSynthException NoKey(string path, string reason) => new(
        "SS2032", $"'{path}' cannot be used to sign or to check a signature: {reason}. Give an ECDSA key on the curve P-256 in an unencrypted PEM file.");

    public static SafeSynthException Newer(string path, int format, int known) => new(
        "SS2033", Invariant($"The certificate '{path}' has format {format}, but this version of SafeSynth reads up to {known}. Update SafeSynth."));
}

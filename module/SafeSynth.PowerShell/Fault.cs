using System.Management.Automation;
using SafeSynth.Generators;
using SafeSynth.Plans;

namespace SafeSynth;

/// <summary>Names the core's faults as PowerShell does: the diagnostic code is the error id, its range gives the category.</summary>
internal static class Fault
{
    /// <summary>Whether the fault comes from what the user gave (a plan, a budget, a file) and not from a defect in the module.</summary>
    public static bool IsTheUsers(Exception fault) => fault is SafeSynthException or IOException or UnauthorizedAccessException;

    /// <summary>
    /// An error record whose target is a path or a column, never a value; or a fitted model, which nobody should pay for twice.
    /// </summary>
    public static ErrorRecord ToErrorRecord(Exception fault, string? subject) => fault switch
    {
        SafeSynthException { Code: var code } =>
            new(fault, code, CategoryOf(code), (fault as UnusedFitException)?.Model ?? (object?)subject) { ErrorDetails = new ErrorDetails($"{code}: {fault.Message}") },
        FileNotFoundException or DirectoryNotFoundException => new(fault, "PathNotFound", ErrorCategory.ObjectNotFound, subject),
        UnauthorizedAccessException => new(fault, "AccessDenied", ErrorCategory.PermissionDenied, subject),
        IOException => new(fault, "FileFault", ErrorCategory.ReadError, subject),
        _ => new(fault, fault.GetType().Name, ErrorCategory.NotSpecified, subject),
    };

    private static ErrorCategory CategoryOf(string code) => code switch
    {
        "SS2001" or "SS2003" => ErrorCategory.QuotaExceeded,
        "SS2006" or "SS2010" or "SS2011" or "SS2031" => ErrorCategory.InvalidData,
        "SS2020" or "SS2030" => ErrorCategory.OpenError,
        _ => CategoryOfRange(code),
    };

    private static ErrorCategory CategoryOfRange(string code) => code.AsSpan(0, Math.Min(3, code.Length)) switch
    {
        "SS0" => ErrorCategory.InvalidArgument,
        "SS1" => ErrorCategory.InvalidData,
        "SS2" => ErrorCategory.InvalidOperation,
        "SS3" => ErrorCategory.InvalidResult,
        "SS4" => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.NotSpecified,
    };
}

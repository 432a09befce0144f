using System.Reflection;

namespace SafeSynth.Host;

internal static class Usage
{
    public const string Text = """
        safesynth: synthetic data with a proved differential-privacy guarantee, without pwsh.

        Usage
          safesynth <Cmdlet> [arguments]       run one cmdlet of the module
          safesynth -Command "<script>"        run PowerShell text
          safesynth -File <script.ps1> [arguments]
          safesynth -Help | -Version

        Arguments
          -Name value      -Switch      -Switch:$false      positional values; -- ends the names
          A comma makes a list: -Quantile .5,.95. Write `, for a comma that belongs to the value.

        Examples
          safesynth New-DpSyntheticData -Path people.csv -Epsilon 1 -OutFile people.synthetic.csv
          safesynth New-DpSyntheticData people.csv -Epsilon 1 -WhatIf
          safesynth Get-Help New-DpSyntheticData -Full
          safesynth -Command "Get-DpGenerator | Where-Object Name -like 'A*'"

        This is the PowerShell engine with its core cmdlets only. Import-Csv and Export-Csv belong to pwsh:
        here, name files with -Path and -OutFile.

        Exit code: 0 all went well, 1 an error was reported, 2 bad usage, 130 stopped by Ctrl-C; 'exit n' of a script is kept.
        """;

    public static string Version =>
        $"safesynth {typeof(Usage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}";
}

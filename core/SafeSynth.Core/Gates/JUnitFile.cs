using System.Globalization;
using System.Text;
using System.Xml;

namespace SafeSynth.Gates;

/// <summary>
/// Verdicts as the JUnit XML that build servers read: one test case for each gate; a gate that could not decide is an error.
/// </summary>
/// <remarks>It holds what <see cref="GateResult"/> holds, so nothing that is for the owner alone.</remarks>
public static class JUnitFile
{
    private const string Suite = "SafeSynth";

    /// <summary>Writes the verdicts; the stream stays open.</summary>
    public static void Write(IReadOnlyList<GateResult> results, Stream stream)
    {
        using var xml = XmlWriter.Create(
            stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        void Count(string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));

        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Suite);
        Count("tests", results.Count);
        Count("failures", results.Count(result => result.Verdict == Verdict.Fail));
        Count("errors", results.Count(result => result.Verdict == Verdict.Inconclusive));
        foreach (var result in results)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", $"{Suite}.{result.Gate}");
            xml.WriteAttributeString("name", $"{result.Subject}: {result.Hypothesis}");
            if (result.Verdict != Verdict.Pass)
            {
                xml.WriteStartElement(result.Verdict == Verdict.Fail ? "failure" : "error");
                xml.WriteAttributeString("type", result.Verdict.ToString());
                xml.WriteAttributeString("message", result.ToString());
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}

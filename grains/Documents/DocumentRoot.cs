using System.Text;
using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Grains.Documents;

/// <summary>Opens the text of a document: its bounds, what hides in it, its YAML and the form that it says it has.
/// </summary>
internal static class DocumentRoot
{
    /// <summary>The root of the text; null, with the fault, where it has none.</summary>
    public static YamlNode? Open(string text, DocumentFaults faults)
    {
        if (Encoding.UTF8.GetByteCount(text) > DocumentText.BytesMax)
            return Refused(1, 1, $"The document has more than {DocumentText.BytesMax} bytes.");
        if (text.AsSpan().Count('\n') >= DocumentText.LinesMax)
            return Refused(DocumentText.LinesMax, 1, $"The document has more than {DocumentText.LinesMax} lines.");
        if (HiddenSigns.FindFirst(text) is var (line, column, sign))
            return Refused(line, column, $"The sign U+{sign.Value:X4} hides what is written here; leave it out.");
        try
        {
            return YamlTree.Read(text);
        }
        catch (YamlFaultException fault)
        {
            return Refused(fault.Line, fault.Column, fault.Message);
        }

        YamlNode? Refused(int line, int column, string message)
        {
            faults.Add(line, column, message);
            return null;
        }
    }

    /// <summary>A document says which form it has, under the name of its kind.</summary>
    public static void CheckForm(YamlFields fields, string kind, string form, DocumentFaults faults)
    {
        if (fields.Find(kind) is not { } said)
            faults.Add(fields.Node, $"'{kind}: {form}' is missing: it names the form of the document.");
        else if (said is not YamlText { Value: var text } || text != form)
            faults.Add(said, $"This program reads form {form} here.");
    }
}

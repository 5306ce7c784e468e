using OmniSage.GrainInterfaces.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OmniSage.Grains.Documents;

/// <summary>
/// Reads YAML 1.2 as far as a document needs it: one document of maps, lists and text. Anchors, aliases, tags and deep
/// nesting are refused, so that a small text stays a small tree.
/// </summary>
internal sealed class YamlTree
{
    private readonly Parser parser;
    private int nodes;

    private YamlTree(string text) => parser = new(new StringReader(text));

    /// <exception cref="YamlFaultException">The text is not such a document; says where.</exception>
    public static YamlNode Read(string text)
    {
        var tree = new YamlTree(text);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException fault)
        {
            throw new YamlFaultException(fault.Start, $"This is no YAML: {FirstLine(fault.Message)}", fault);
        }
        catch (InvalidOperationException fault)
        {
            // The library's scanner gives up so where a mark of the flow style begins a plain text, as in [a, ?b].
            throw new YamlFaultException(
                tree.parser.Current?.End ?? Mark.Empty, "This is no YAML: something behind here is not read.", fault);
        }
    }

    private YamlNode ReadDocument()
    {
        Next<StreamStart>("a document");
        if (parser.MoveNext() && parser.Current is StreamEnd end) throw Fault(end, "The document is empty.");
        parser.MoveNext();
        var root = ReadNode(depth: 0);
        Next<DocumentEnd>("the end of the document");
        Next<StreamEnd>("the end: there is one document only");
        return root;
    }

    /// <summary>Reads the node that the parser stands on and leaves it on the node's last event.</summary>
    private YamlNode ReadNode(int depth)
    {
        var at = parser.Current!;
        if (depth > DocumentBounds.DepthMax) throw Fault(at, $"More than {DocumentBounds.DepthMax} levels.");
        if (++nodes > DocumentText.BytesMax) throw Fault(at, "Too many parts.");
        if (at is AnchorAlias) throw Fault(at, "Aliases are not taken: write it out.");
        if (at is NodeEvent { Anchor.IsEmpty: false }) throw Fault(at, "Anchors are not taken: write it out.");
        if (at is NodeEvent { Tag.IsEmpty: false }) throw Fault(at, "Tags are not taken.");
        return at switch
        {
            Scalar scalar => new YamlText(Line(at), Column(at), scalar.Value),
            SequenceStart => ReadList(at, depth),
            MappingStart => ReadMap(at, depth),
            _ => throw Fault(at, "Here has to be a value."),
        };
    }

    private YamlList ReadList(ParsingEvent at, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd) items.Add(ReadNode(depth + 1));
        return new(Line(at), Column(at), items.DrainToImmutable());
    }

    private YamlMap ReadMap(ParsingEvent at, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            if (ReadNode(depth + 1) is not YamlText key) throw Fault(at, "A key has to be text.");
            parser.MoveNext();
            entries.Add(new(key, ReadNode(depth + 1)));
        }

        return new(Line(at), Column(at), entries.DrainToImmutable());
    }

    private void Next<T>(string expected)
        where T : ParsingEvent
    {
        if (parser.MoveNext() && parser.Current is T) return;
        throw parser.Current is { } current
            ? Fault(current, $"Here should be {expected}.")
            : new YamlFaultException(Mark.Empty, $"Here should be {expected}.");
    }

    private static YamlFaultException Fault(ParsingEvent at, string message) => new(at.Start, message);

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    private static int Column(ParsingEvent at) => (int)at.Start.Column;

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];
}

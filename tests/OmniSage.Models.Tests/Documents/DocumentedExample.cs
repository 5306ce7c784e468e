namespace OmniSage.Models.Tests.Documents;

/// <summary>A block of the document: who says it (<c>you</c>, <c>model</c>, <c>calls</c> …) and what.</summary>
internal sealed record DocumentedBlock(string Kind, string Text);

/// <summary>The blocks of one section of docs/offline-model.md, in order.</summary>
internal sealed record DocumentedExample(string Section, ImmutableArray<DocumentedBlock> Blocks)
{
    private const string Fence = "````";

    public static ImmutableArray<DocumentedExample> ReadAll()
    {
        using var stream = typeof(DocumentedExample).Assembly.GetManifestResourceStream("offline-model.md")!;
        using var reader = new StreamReader(stream);
        var examples = ImmutableArray.CreateBuilder<DocumentedExample>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
                examples.Add(new(line[4..].Trim(), []));
            else if (line.StartsWith(Fence, StringComparison.Ordinal) && line.Length > Fence.Length)
                examples[^1] = examples[^1] with { Blocks = [.. examples[^1].Blocks, ReadBlock(reader, line)] };
        }

        return examples.ToImmutable();
    }

    private static DocumentedBlock ReadBlock(StreamReader reader, string opening)
    {
        var lines = new List<string>();
        while (reader.ReadLine() is { } line && line != Fence)
            lines.Add(line);
        return new(opening[Fence.Length..], string.Join('\n', lines));
    }
}

using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Grains.Documents;

/// <summary>What is wrong with a document, in the order it was found; bounded.</summary>
internal sealed class DocumentFaults
{
    private readonly List<DocumentFault> all = [];

    public bool IsEmpty => all.Count == 0;

    public void Add(YamlNode at, string message) => Add(at.Line, at.Column, message);

    public void Add(int line, int column, string message)
    {
        if (all.Count < DocumentBounds.FaultsMax) all.Add(new(line, column, Shown(message)));
    }

    public ImmutableArray<DocumentFault> ToImmutable() => [.. all.OrderBy(fault => (fault.Line, fault.Column))];

    /// <summary>A message quotes the document, which may hold anything.</summary>
    private static string Shown(string message)
    {
        var clean = new string([.. message.Select(one => char.IsControl(one) ? '·' : one)]);
        return clean.Length <= 300 ? clean : clean[..299] + "…";
    }
}

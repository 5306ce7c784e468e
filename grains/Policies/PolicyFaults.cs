using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Grains.Policies;

/// <summary>What is wrong with a document, in the order it was found; bounded.</summary>
internal sealed class PolicyFaults
{
    private readonly List<PolicyFault> all = [];

    public bool IsEmpty => all.Count == 0;

    public void Add(YamlNode at, string message) => Add(at.Line, at.Column, message);

    public void Add(int line, int column, string message)
    {
        if (all.Count < PolicyBounds.FaultsMax) all.Add(new(line, column, Shown(message)));
    }

    public ImmutableArray<PolicyFault> ToImmutable() => [.. all.OrderBy(fault => (fault.Line, fault.Column))];

    /// <summary>A message quotes the document, which may hold anything.</summary>
    private static string Shown(string message)
    {
        var clean = new string([.. message.Select(one => char.IsControl(one) ? '·' : one)]);
        return clean.Length <= 300 ? clean : clean[..299] + "…";
    }
}

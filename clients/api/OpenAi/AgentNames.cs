namespace OmniSage.Api.OpenAi;

/// <summary>The agents that clients can name as their model.</summary>
internal static class AgentNames
{
    /// <summary>The agent that every workspace has.</summary>
    public const string BuiltIn = "omnisage";

    public static ImmutableArray<string> All { get; } = [BuiltIn];

    public static bool Has(string name) => All.Contains(name);
}

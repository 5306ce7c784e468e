using OmniSage.Grains.Approvals;

namespace OmniSage.Grains.Settings;

/// <summary>By what threads, settings and policies name an agent.</summary>
internal static class AgentSlug
{
    public const string Rule =
        "An agent's slug has 1 to 40 lower-case letters, digits and hyphens, begins with a letter, and is not default.";

    public static bool IsValid(string slug) =>
        slug.Length is >= 1 and <= 40
        && slug[0] is >= 'a' and <= 'z'
        && slug.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
        // By it policies know the built-in agent.
        && slug != CallGate.DefaultAgent;
}

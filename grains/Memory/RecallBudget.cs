using System.Text;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Memory;

/// <summary>Which of the facts that were found a turn is told, so that they stay within their budget. Pure.</summary>
internal static class RecallBudget
{
    /// <summary>Facts that a search brings for a turn to choose from.</summary>
    public const int FoundMax = 100;

    /// <summary>A fact that fits less has come by chance.</summary>
    public const double ScoreMin = 0.35;

    /// <summary>Who, when and where, around the text of a fact.</summary>
    private const int FrameTokens = 40;

    private const int BytesPerToken = 4;

    /// <summary>What the fact costs, estimated: a token for each four bytes, and what stands around it.</summary>
    public static int TokensOf(Fact fact) =>
        FrameTokens + (Encoding.UTF8.GetByteCount(fact.Text) + BytesPerToken - 1) / BytesPerToken;

    /// <summary>The best that fit together; one that is too long leaves room for shorter ones behind it.</summary>
    public static ImmutableArray<FoundFact> Choose(IEnumerable<FoundFact> found, MemoryOptions options)
    {
        var chosen = ImmutableArray.CreateBuilder<FoundFact>();
        var left = options.RecallTokensMax;
        foreach (var one in found.Where(IsWorthTelling))
        {
            if (chosen.Count >= options.RecallFactsMax) break;
            var tokens = TokensOf(one.Fact);
            if (tokens > left) continue;
            left -= tokens;
            chosen.Add(one);
        }

        return chosen.ToImmutable();
    }

    private static bool IsWorthTelling(FoundFact found) =>
        found.Score >= ScoreMin || found.Fact.Importance == RememberFact.ImportanceMax;
}

using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Memory;

/// <summary>Makes of a recall what the run notes, and what its model is told. Pure.</summary>
internal static class RecallNote
{
    /// <summary>Nothing can be recalled, which ends no turn.</summary>
    public static MemoryRecalled Failed(int step, int attempt, MemoryOptions options, string problem) =>
        new(step, attempt, [], 0, options.RecallTokensMax, Part: null, problem);

    /// <param name="recalled">What the step brought.</param>
    /// <param name="part">The part of the request that holds it; none when it is nothing.</param>
    /// <param name="options">The budget.</param>
    public static MemoryRecalled Of(Recalled recalled, StoredPart? part, MemoryOptions options)
    {
        var facts = recalled.Facts
            .Select(found => new RecalledFact(found.Fact.Id, found.Score, RecallBudget.TokensOf(found.Fact)))
            .ToImmutableArray();
        return new(
            recalled.Step,
            recalled.Attempt,
            facts,
            facts.Sum(fact => fact.Tokens),
            options.RecallTokensMax,
            part?.Hash,
            Problem: null);
    }

    /// <summary>The join of theirs: what is made of them is trusted no more than the least of them.</summary>
    public static Labels LabelsOf(ImmutableArray<FoundFact> facts) =>
        facts.Select(found => found.Fact.Labels).Aggregate(Labels.System, (one, other) => one.Join(other));
}

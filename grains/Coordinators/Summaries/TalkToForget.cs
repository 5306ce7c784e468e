namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>What is to be done about a thread's summaries when runs of it are to be forgotten.</summary>
/// <param name="Forgotten">Those not forgotten before, with the turns that followed them; empty: nothing.</param>
/// <param name="Excluded">All whose words no summary may be made of, those forgotten before included.</param>
/// <param name="Summaries">The summaries that may hold what was said in them, in order.</param>
/// <param name="Before">The last summary that was made of nothing but what was said before them.</param>
internal sealed record TalkToForget(
    ImmutableArray<Guid> Forgotten,
    ImmutableArray<Guid> Excluded,
    ImmutableArray<MadeSummary> Summaries,
    MadeSummary? Before);

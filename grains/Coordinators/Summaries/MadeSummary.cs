namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>A summary that is in the log.</summary>
/// <param name="Seq">Its event in the thread's journal.</param>
/// <param name="Messages">It covers so many messages, from the first on.</param>
/// <param name="Run">The run that made it, if one did.</param>
internal sealed record MadeSummary(long Seq, long Messages, Guid? Run);

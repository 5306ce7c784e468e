namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>The summary that stands for a thread's older messages.</summary>
/// <param name="Seq">The event that holds it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Messages">It covers so many messages, from the first on.</param>
/// <param name="By">What made it.</param>
/// <param name="Labels">The join of all that it was made of.</param>
internal sealed record TalkSummary(long Seq, string Text, long Messages, SummaryMaker By, Labels Labels);

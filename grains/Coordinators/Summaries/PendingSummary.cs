namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>The summary that a run is making.</summary>
/// <param name="Run">The run.</param>
/// <param name="Messages">What it will cover.</param>
internal sealed record PendingSummary(Guid Run, long Messages);

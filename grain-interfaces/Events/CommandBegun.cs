namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>command.begun</c>, in the thread's journal: a command whose work is done outside the coordinator, again after a
/// crash, until its answer is sent. What it means is settled here, once.
/// </summary>
/// <param name="Run">The command's run.</param>
/// <param name="Decision">Of <c>/approve</c> and <c>/deny</c>.</param>
/// <param name="Trace">Of <c>/trace</c>: the run, by its id or a part of it.</param>
public sealed record CommandBegun(Guid Run, DecisionWish? Decision = null, string? Trace = null) : EventPayload;

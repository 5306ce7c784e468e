namespace OmniSage.Api.Threads;

/// <summary>What opens a thread; every field may be left out.</summary>
/// <param name="Title">One line of at most 200 characters; without it the first message gives it.</param>
/// <param name="Mode">What becomes of a message that arrives while a turn runs; steer without it.</param>
/// <param name="ClientId">The caller's own id, 1 to 128 characters: repeating it opens no second thread.</param>
/// <param name="Agent">The slug of the agent whose thread it is to be; the built-in one without it.</param>
internal sealed record ThreadBody(
    string? Title = null, QueueMode? Mode = null, string? ClientId = null, string? Agent = null);

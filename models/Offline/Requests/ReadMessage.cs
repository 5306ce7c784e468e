namespace OmniSage.Models.Offline.Requests;

/// <summary>
/// What a message asks for, in order, the lines that no pattern reads, and whether it asks for more than one answer
/// deals with.
/// </summary>
internal sealed record ReadMessage(
    ImmutableArray<Request> Requests, ImmutableArray<string> NotUnderstood, bool HasMore);

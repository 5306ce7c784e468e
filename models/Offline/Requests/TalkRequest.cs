namespace OmniSage.Models.Offline.Requests;

/// <summary>
/// A request that needs no tool: here is the answer. Small talk is left aside when the same message asks for something
/// else.
/// </summary>
internal sealed record TalkRequest(string Text, bool IsSmallTalk = false) : Request;

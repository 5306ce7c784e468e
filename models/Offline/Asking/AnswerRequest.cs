using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Asking;

/// <summary>An answer for a task that asks.</summary>
/// <param name="Task">Its number; null where it is the only one.</param>
/// <param name="Text">The answer.</param>
internal sealed record AnswerRequest(string? Task, string Text) : Request;

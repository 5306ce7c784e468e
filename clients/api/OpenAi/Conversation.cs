namespace OmniSage.Api.OpenAi;

/// <summary>
/// Where a conversation of a client's goes on: its thread, whose that is (null: the built-in agent's), and how far it
/// was read for an answer.
/// </summary>
internal sealed record Conversation(ThreadId Thread, Guid? Agent, string Cursor, Progress Progress);

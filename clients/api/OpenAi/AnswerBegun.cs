namespace OmniSage.Api.OpenAi;

/// <summary>An answer that is to be waited for.</summary>
/// <param name="Head">What it answers.</param>
/// <param name="From">From where on the thread is read for it, and what was under way there.</param>
/// <param name="OutlivesClient">It goes on when its client leaves: that will ask for it again.</param>
internal sealed record AnswerBegun(AnswerHead Head, Conversation From, bool OutlivesClient);

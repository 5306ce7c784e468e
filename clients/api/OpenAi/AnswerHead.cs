namespace OmniSage.Api.OpenAi;

/// <summary>What is known of an answer before it is there: what it is an answer to, and its run.</summary>
/// <param name="Ask">What was asked.</param>
/// <param name="Thread">Where.</param>
/// <param name="Run">The run that takes the message; the answer's ids are made of it.</param>
/// <param name="CreatedUs">When.</param>
internal sealed record AnswerHead(AgentAsk Ask, ThreadId Thread, Guid Run, long CreatedUs)
{
    public long CreatedSeconds => CreatedUs / 1_000_000;
}

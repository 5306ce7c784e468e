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

/// <summary>An agent's answer.</summary>
/// <param name="Head">What it answers.</param>
/// <param name="Text">All that was said.</param>
/// <param name="IsCut">There was more than the client takes.</param>
/// <param name="Usage">What models took, the turn's and its tasks'.</param>
internal sealed record AgentAnswer(AnswerHead Head, string Text, bool IsCut, ModelUsage Usage);

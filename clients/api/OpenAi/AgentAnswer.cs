namespace OmniSage.Api.OpenAi;

/// <summary>An agent's answer.</summary>
/// <param name="Head">What it answers.</param>
/// <param name="Text">All that was said.</param>
/// <param name="IsCut">There was more than the client takes.</param>
/// <param name="Usage">What models took, the turn's and its tasks'.</param>
internal sealed record AgentAnswer(AnswerHead Head, string Text, bool IsCut, ModelUsage Usage);

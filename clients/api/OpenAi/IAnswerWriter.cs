using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>Writes a streamed answer in the form that its client asked for.</summary>
internal interface IAnswerWriter : IDisposable
{
    /// <summary>Says at once that the answer has begun.</summary>
    void Begin(AnswerHead head);

    void Write(string piece);

    /// <summary>A comment, which clients skip: the connection lives.</summary>
    void WriteHeartbeat();

    void End(AgentAnswer answer);

    /// <summary>There is no answer; whatever came is all that comes.</summary>
    void Fail(AgentAnswer answer, Problem problem);

    long Unflushed { get; }

    Task FlushAsync(CancellationToken cancellation);
}

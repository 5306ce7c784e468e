using System.Text.Json;
using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>A chat completion in chunks, ended by <c>[DONE]</c>.</summary>
internal sealed class ChatStream(SseFrames frames) : IAnswerWriter
{
    private AnswerHead head = null!;

    public long Unflushed => frames.Unflushed;

    public void Begin(AnswerHead head)
    {
        this.head = head;
        Write(delta =>
        {
            delta.WriteString("role"u8, ClientMessage.Assistant);
            delta.WriteString("content"u8, "");
        });
    }

    public void Write(string piece) => Write(delta => delta.WriteString("content"u8, piece));

    public void WriteHeartbeat() => frames.WriteHeartbeat();

    public void End(AgentAnswer answer)
    {
        Write(_ => { }, ChatForm.FinishOf(answer));
        if (head.Ask.HasUsage)
        {
            frames.Write(null, json =>
            {
                ChatForm.WriteHead(json, head, "chat.completion.chunk");
                json.WriteStartArray("choices"u8);
                json.WriteEndArray();
                ChatForm.WriteUsage(json, answer.Usage);
            });
        }

        frames.WriteDone();
    }

    public void Fail(AgentAnswer answer, Problem problem)
    {
        frames.Write(null, json => OpenAiError.Write(json, problem));
        frames.WriteDone();
    }

    public Task FlushAsync(CancellationToken cancellation) => frames.FlushAsync(cancellation);

    public void Dispose() => frames.Dispose();

    private void Write(Action<Utf8JsonWriter> members, string? finish = null) => frames.Write(null, json =>
    {
        ChatForm.WriteHead(json, head, "chat.completion.chunk");
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        members(json);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        if (finish is null) json.WriteNull("finish_reason"u8);
        else json.WriteString("finish_reason"u8, finish);
        json.WriteEndObject();
        json.WriteEndArray();
        if (head.Ask.HasUsage) json.WriteNull("usage"u8);
    });
}

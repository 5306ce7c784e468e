using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Runs;

/// <summary>
/// One part of a model request: the tools, or one message. Its JSON is what is stored, by its SHA-256, so that the
/// request can be made again exactly and a part that many requests share is stored once.
/// </summary>
[JsonDerivedType(typeof(ToolsPart), "tools")]
[JsonDerivedType(typeof(SystemPart), "system")]
[JsonDerivedType(typeof(MemoryPart), "memory")]
[JsonDerivedType(typeof(SummaryPart), "summary")]
[JsonDerivedType(typeof(UserPart), "user")]
[JsonDerivedType(typeof(ImagePart), "image")]
[JsonDerivedType(typeof(AssistantPart), "assistant")]
[JsonDerivedType(typeof(ToolPart), "tool")]
internal abstract record RequestPart
{
    private static readonly RequestJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json.RequestPart);

    public static RequestPart FromJson(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Json.RequestPart)!;

    /// <summary>The message as the model's client takes it; none for the tools, which travel in the options.</summary>
    public abstract ChatMessage? ToMessage();
}

internal sealed record ToolsPart(ImmutableArray<string> Tools) : RequestPart
{
    public override ChatMessage? ToMessage() => null;
}

internal sealed record SystemPart(string Text) : RequestPart
{
    public override ChatMessage ToMessage() => new(ChatRole.System, Text);
}

/// <summary>Remembered facts, quoted: data that stands where a person speaks, never where the system does.</summary>
internal sealed record MemoryPart(string Text) : RequestPart
{
    public override ChatMessage ToMessage() => new(ChatRole.User, Text);
}

/// <summary>What was said earlier, summed up: data as well, made of what people and agents said.</summary>
internal sealed record SummaryPart(string Text) : RequestPart
{
    public override ChatMessage ToMessage() => new(ChatRole.User, Text);
}

internal sealed record UserPart(string Text) : RequestPart
{
    public override ChatMessage ToMessage() => new(ChatRole.User, Text);
}

/// <summary>A picture of a message: named here, and looked up when the model is asked.</summary>
internal sealed record ImagePart(string Sha256, string MediaType, int Bytes) : RequestPart
{
    /// <summary>What stands in the place of a picture that is not shown.</summary>
    public override ChatMessage ToMessage() => new(ChatRole.User, "[a picture that is not shown here]");
}

internal sealed record AssistantPart(string Text, ImmutableArray<ToolCall> Calls) : RequestPart
{
    public override ChatMessage ToMessage()
    {
        var message = new ChatMessage(ChatRole.Assistant, Text);
        foreach (var call in Calls)
        {
            message.Contents.Add(
                new FunctionCallContent(call.Id, ToolNames.ToWire(call.Tool), ToolNames.Arguments(call)));
        }

        return message;
    }
}

internal sealed record ToolPart(string Call, string Result) : RequestPart
{
    public override ChatMessage ToMessage() => new(ChatRole.Tool, [new FunctionResultContent(Call, Result)]);
}

[JsonSerializable(typeof(RequestPart))]
internal sealed partial class RequestJson : JsonSerializerContext;

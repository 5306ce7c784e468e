using System.Collections.Frozen;
using System.Text.Json;
using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>Says what is wrong with a parameter of that name and value; null when it may stand.</summary>
internal delegate Problem? ParameterCheck(string name, JsonElement value);

/// <summary>
/// Parameters that change nothing in how an agent answers, or that an agent cannot honour: each is passed over or
/// refused, as the table of docs/openai.md says. A null counts as left out, as it does for OpenAI.
/// </summary>
internal static class Parameters
{
    private const string OwnTools =
        "an agent uses the tools of its workspace, and results of a client's tools cannot reach it.";

    /// <summary>Those of chat completions that the reader does not read itself.</summary>
    public static FrozenDictionary<string, ParameterCheck> OfChat { get; } = new Dictionary<string, ParameterCheck>
    {
        ["audio"] = Refused("an agent answers in text."),
        ["frequency_penalty"] = Number(-2, 2),
        ["function_call"] = NoToolChoice,
        ["functions"] = Empty(OwnTools),
        ["logit_bias"] = Empty("an agent's models are set in OmniSage."),
        ["logprobs"] = MustBeOff,
        ["metadata"] = Object,
        ["modalities"] = TextOnly,
        ["n"] = MustBeOne,
        ["parallel_tool_calls"] = Flag,
        ["prediction"] = Object,
        ["presence_penalty"] = Number(-2, 2),
        ["prompt_cache_key"] = Text,
        ["prompt_cache_retention"] = Text,
        ["reasoning_effort"] = Text,
        ["response_format"] = PlainFormat,
        ["safety_identifier"] = Text,
        ["seed"] = Whole,
        ["service_tier"] = Text,
        ["stop"] = Empty("an agent's answer ends by itself."),
        ["store"] = Flag,
        ["temperature"] = Number(0, 2),
        ["tool_choice"] = NoToolChoice,
        ["tools"] = Empty(OwnTools),
        ["top_logprobs"] = MustBeZero,
        ["top_p"] = Number(0, 1),
        ["user"] = Text,
        ["verbosity"] = Text,
        ["web_search_options"] = Refused("whether an agent searches is its own choice, under the workspace's policy."),
    }.ToFrozenDictionary();

    /// <summary>Those of responses that the reader does not read itself.</summary>
    public static FrozenDictionary<string, ParameterCheck> OfResponses { get; } = new Dictionary<string, ParameterCheck>
    {
        ["background"] = MustBeOff,
        ["conversation"] = Refused("previous_response_id continues a conversation."),
        ["include"] = Empty("there is nothing more to include."),
        ["max_tool_calls"] = Whole,
        ["metadata"] = Object,
        ["parallel_tool_calls"] = Flag,
        ["prompt"] = Refused("there are no prompt templates."),
        ["prompt_cache_key"] = Text,
        ["prompt_cache_retention"] = Text,
        ["reasoning"] = Object,
        ["safety_identifier"] = Text,
        ["service_tier"] = Text,
        ["store"] = Flag,
        ["stream_options"] = Object,
        ["temperature"] = Number(0, 2),
        ["text"] = TextSettings,
        ["tool_choice"] = NoToolChoice,
        ["tools"] = Empty(OwnTools),
        ["top_logprobs"] = MustBeZero,
        ["top_p"] = Number(0, 1),
        ["truncation"] = Text,
        ["user"] = Text,
    }.ToFrozenDictionary();

    private static ParameterCheck Refused(string why) => (name, _) => OpenAiProblems.Unsupported(name, why);

    private static ParameterCheck Number(double least, double most) => (name, value) =>
        value.ValueKind is not JsonValueKind.Number ? OpenAiProblems.WrongType(name, "a number")
        : value.GetDouble() is var number && number >= least && number <= most ? null
        : OpenAiProblems.WrongValue(name, $"it is from {least} to {most}.");

    private static ParameterCheck Empty(string why) => (name, value) => value switch
    {
        { ValueKind: JsonValueKind.Array } when value.GetArrayLength() == 0 => null,
        { ValueKind: JsonValueKind.Object } when !value.EnumerateObject().Any() => null,
        _ => OpenAiProblems.Unsupported(name, why),
    };

    private static Problem? Whole(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _)
            ? null
            : OpenAiProblems.WrongType(name, "an integer");

    private static Problem? Text(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? null : OpenAiProblems.WrongType(name, "a string");

    private static Problem? Flag(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? null
            : OpenAiProblems.WrongType(name, "a boolean");

    private static Problem? Object(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Object ? null : OpenAiProblems.WrongType(name, "an object");

    private static Problem? MustBeOff(string name, JsonElement value) => value.ValueKind is JsonValueKind.True
        ? OpenAiProblems.Unsupported(name, "it has to be false.")
        : Flag(name, value);

    private static Problem? MustBeOne(string name, JsonElement value) => Whole(name, value)
        ?? (value.GetInt64() == 1 ? null : OpenAiProblems.Unsupported(name, "an agent gives one answer."));

    private static Problem? MustBeZero(string name, JsonElement value) => Whole(name, value)
        ?? (value.GetInt64() == 0 ? null : OpenAiProblems.Unsupported(name, "it has to be 0."));

    private static Problem? NoToolChoice(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.String && value.GetString() is "auto" or "none"
            ? null
            : OpenAiProblems.Unsupported(name, OwnTools);

    private static Problem? TextOnly(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Array
            && value.EnumerateArray().All(one => one.ValueKind is JsonValueKind.String && one.ValueEquals("text"))
            ? null
            : OpenAiProblems.Unsupported(name, "an agent answers in text.");

    private static Problem? PlainFormat(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty("type", out var type)
            && type.ValueKind is JsonValueKind.String && type.ValueEquals("text")
            ? null
            : OpenAiProblems.Unsupported(name, "an agent answers in plain text: {\"type\": \"text\"}.");

    private static Problem? TextSettings(string name, JsonElement value) =>
        Object(name, value) ?? (value.TryGetProperty("format", out var format)
            ? PlainFormat($"{name}.format", format)
            : null);
}

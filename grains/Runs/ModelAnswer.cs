using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OmniSage.Grains.Tools;
using OmniSage.Models;

namespace OmniSage.Grains.Runs;

/// <summary>
/// A model's answer as it comes in, bounded. Where another model of a chain takes over, it begins anew, and so does
/// whoever watches.
/// </summary>
internal sealed class ModelAnswer(StepKey of, ImmutableArray<string> tools, LiveRuns live, AgentOptions options)
{
    /// <summary>Tokens of one call; no model takes or gives as many.</summary>
    private const long TokensMax = 100_000_000;

    private readonly StringBuilder text = new();
    private readonly List<ToolCall> calls = [];
    private readonly List<ModelTry> tries = [];
    private UsageDetails usage = new();
    private string model = "unknown";
    private string? provider;
    private string? asked;
    private int chars;

    /// <summary>Who failed; null for nobody.</summary>
    public ImmutableArray<ModelTry>? Tries => tries.Count > 0 ? [.. tries] : null;

    public void Take(ChatResponseUpdate update)
    {
        model = update.ModelId ?? model;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TryStarted started:
                    BeginAnew(started);
                    break;
                case TryFailed failed:
                    tries.Add(new(failed.Provider, failed.Model, failed.Fault.Code, failed.Fault.Message));
                    break;
                case TextContent piece:
                    Take(piece.Text);
                    break;
                case FunctionCallContent call:
                    Take(call);
                    break;
                case UsageContent used:
                    usage = used.Details;
                    break;
                default:
                    // Reasoning and other content is the provider's own; nothing here is made of it.
                    break;
            }
        }
    }

    /// <param name="order">What was asked.</param>
    /// <param name="inputTokensMost">The most that the request can have had, where nobody counted.</param>
    public ModelAnswered ToReport(ModelOrder order, long inputTokensMost) => new()
    {
        Run = order.Run,
        Step = order.Step,
        Attempt = order.Attempt,
        Text = text.ToString(),
        Calls = [.. calls],
        // A count that cannot be is no count.
        Usage = usage is
        {
            InputTokenCount: >= 0 and <= TokensMax and var input,
            OutputTokenCount: >= 0 and <= TokensMax and var output,
        }
            ? new(input, output) { CachedTokens = usage.CachedInputTokenCount }
            : new(inputTokensMost, order.Request.OutputTokensMax) { IsEstimate = true },
        Model = model,
        Asked = asked,
        Provider = provider,
        Tries = Tries,
    };

    private void BeginAnew(TryStarted started)
    {
        if (text.Length > 0) live.Restart(of);
        text.Clear();
        calls.Clear();
        (usage, chars) = (new(), 0);
        (provider, model) = (started.Provider, started.Model);
        asked = started.Model;
    }

    private void Take(string piece)
    {
        if (piece.Length == 0) return;
        Count(piece.Length);
        text.Append(piece);
        live.Write(of, LiveChannel.Answer, piece);
    }

    private void Take(FunctionCallContent call)
    {
        if (calls.Count >= options.CallsMax)
        {
            throw new StepFaultException(
                "too_many_calls", $"The model wants more than {options.CallsMax} calls at once.", retryable: false)
            {
                Tries = Tries,
            };
        }

        var arguments = JsonSerializer.Serialize(call.Arguments);
        Count(call.Name.Length + arguments.Length);
        calls.Add(new(IdOf(call), ToolNames.FromWire(call.Name, tools), arguments));
    }

    /// <summary>
    /// Results are told apart by it, so a provider that repeats an id, or gives none, gets another.
    /// </summary>
    private string IdOf(FunctionCallContent call)
    {
        var id = call.CallId;
        for (var next = calls.Count + 1; string.IsNullOrEmpty(id) || calls.Exists(known => known.Id == id); next++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"call-{next}");
        }

        return id;
    }

    private void Count(int more)
    {
        if (more <= options.AnswerCharsMax - chars)
        {
            chars += more;
            return;
        }

        throw new StepFaultException(
            "answer_too_long",
            $"The model's answer is over {options.AnswerCharsMax} characters.",
            retryable: false)
        {
            Tries = Tries,
        };
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Runs;

/// <summary>Asks the model of a level, passes its text on as it comes, and brings its answer home.</summary>
internal sealed class ModelCaller(
    IServiceProvider services, ToolCatalog catalog, LiveRuns live, IOptions<AgentOptions> options)
{
    public async Task<StepReport> AskAsync(ModelOrder order, CancellationToken cancellation)
    {
        var client = services.GetRequiredKeyedService<IChatClient>(order.Request.Level);
        var tools = ToolsOf(order.Request);
        var messages = order.Request.Parts.Select(part => part.Part.ToMessage()).OfType<ChatMessage>();
        var answer = new Answer(order.Run, tools, live, options.Value);
        await foreach (var update in client.GetStreamingResponseAsync(
            messages, OptionsOf(order.Request, tools), cancellation))
        {
            answer.Take(update);
        }

        return answer.ToReport(order);
    }

    private static ImmutableArray<string> ToolsOf(ModelRequest request) =>
        request.Parts.Select(part => part.Part).OfType<ToolsPart>().FirstOrDefault()?.Tools ?? [];

    private ChatOptions OptionsOf(ModelRequest request, ImmutableArray<string> tools) => new()
    {
        MaxOutputTokens = request.OutputTokensMax,
        Tools = [.. tools.Select(catalog.Declare)],
    };

    /// <summary>An answer as it comes in, bounded.</summary>
    private sealed class Answer(RunId run, ImmutableArray<string> tools, LiveRuns live, AgentOptions options)
    {
        private readonly StringBuilder text = new();
        private readonly List<ToolCall> calls = [];
        private UsageDetails usage = new();
        private string model = "unknown";
        private int chars;

        public void Take(ChatResponseUpdate update)
        {
            model = update.ModelId ?? model;
            foreach (var content in update.Contents)
            {
                switch (content)
                {
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

        public ModelAnswered ToReport(ModelOrder order) => new()
        {
            Run = order.Run,
            Step = order.Step,
            Attempt = order.Attempt,
            Text = text.ToString(),
            Calls = [.. calls],
            Usage = new(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0),
            Model = model,
        };

        private void Take(string piece)
        {
            if (piece.Length == 0) return;
            Count(piece.Length);
            text.Append(piece);
            live.Write(run, LiveChannel.Answer, piece);
        }

        private void Take(FunctionCallContent call)
        {
            if (calls.Count >= options.CallsMax)
            {
                throw new StepFaultException(
                    "too_many_calls", $"The model wants more than {options.CallsMax} calls at once.", retryable: false);
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
                retryable: false);
        }
    }
}

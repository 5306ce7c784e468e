using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Tools;
using OmniSage.Models;

namespace OmniSage.Grains.Runs;

/// <summary>
/// Asks the model of a level, passes its text on as it comes, and brings its answer home: which model of a chain it is
/// of, and who failed before.
/// </summary>
internal sealed class ModelCaller(
    FindModel findModel, ToolCatalog catalog, TokenBound bound, LiveRuns live, IOptions<AgentOptions> options)
{
    public async Task<StepReport> AskAsync(ModelOrder order, CancellationToken cancellation)
    {
        var client = await findModel(new(order.Run, order.Place, order.Request.Level), cancellation);
        var tools = ToolsOf(order.Request);
        var messages = order.Request.Parts.Select(part => part.Part.ToMessage()).OfType<ChatMessage>();
        // A model may name what it was not told of now: whoever judges the call says what is to be said of it.
        var answer = new ModelAnswer(order.Run, catalog.All, live, options.Value);
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(
                messages, OptionsOf(order.Request, tools), cancellation))
            {
                answer.Take(update);
            }
        }
        catch (ModelFaultException fault)
        {
            throw new StepFaultException(fault.Code, fault.Message, fault.Retryable, fault) { Tries = answer.Tries };
        }

        return answer.ToReport(order, bound.Of(order.Request));
    }

    private static ImmutableArray<string> ToolsOf(ModelRequest request) =>
        request.Parts.Select(part => part.Part).OfType<ToolsPart>().FirstOrDefault()?.Tools ?? [];

    private ChatOptions OptionsOf(ModelRequest request, ImmutableArray<string> tools) => new()
    {
        MaxOutputTokens = request.OutputTokensMax,
        Tools = [.. tools.Select(catalog.Declare)],
    };
}

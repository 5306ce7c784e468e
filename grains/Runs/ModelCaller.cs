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
    FindModel findModel,
    ToolCatalog catalog,
    TokenBound bound,
    LiveRuns live,
    IMessageImages images,
    IOptions<AgentOptions> options) : IDisposable
{
    /// <summary>Requests with pictures at once in a silo, as each takes many times their bytes.</summary>
    public const int WithPicturesMax = 8;

    private readonly SemaphoreSlim withPictures = new(WithPicturesMax);

    public async Task<StepReport> AskAsync(ModelOrder order, CancellationToken cancellation)
    {
        if (!order.Request.Parts.Any(part => part.Part is ImagePart)) return await AskNowAsync(order, cancellation);
        await withPictures.WaitAsync(cancellation);
        try
        {
            return await AskNowAsync(order, cancellation);
        }
        finally
        {
            withPictures.Release();
        }
    }

    public void Dispose() => withPictures.Dispose();

    private async Task<StepReport> AskNowAsync(ModelOrder order, CancellationToken cancellation)
    {
        // A model may name what it was not told of now: whoever judges the call says what is to be said of it.
        var answer = new ModelAnswer(order.Key, catalog.All, live, options.Value);
        try
        {
            var client = await findModel(new(order.Run, order.Place, order.Request.Level), cancellation);
            var messages = await MessagesOfAsync(order, cancellation);
            await foreach (var update in client.GetStreamingResponseAsync(
                messages, OptionsOf(order.Request, ToolsOf(order.Request)), cancellation))
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

    private async Task<List<ChatMessage>> MessagesOfAsync(ModelOrder order, CancellationToken cancellation)
    {
        var messages = new List<ChatMessage>(order.Request.Parts.Length);
        foreach (var part in order.Request.Parts)
        {
            var shown = part.Part is ImagePart image
                ? await images.FindAsync(new(order.Run.Tenant, order.Place.Thread), image.Sha256, cancellation)
                : null;
            var message = shown is var (type, content)
                ? new(ChatRole.User, [new DataContent(content, type)])
                : part.Part.ToMessage();
            if (message is not null) messages.Add(message);
        }

        return messages;
    }

    private static ImmutableArray<string> ToolsOf(ModelRequest request) =>
        request.Parts.Select(part => part.Part).OfType<ToolsPart>().FirstOrDefault()?.Tools ?? [];

    private ChatOptions OptionsOf(ModelRequest request, ImmutableArray<string> tools) => new()
    {
        MaxOutputTokens = request.OutputTokensMax,
        Tools = [.. tools.Select(catalog.Declare)],
    };
}

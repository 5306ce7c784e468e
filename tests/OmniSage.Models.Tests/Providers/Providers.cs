using Microsoft.Extensions.Options;
using OmniSage.Egress;
using OmniSage.Models.Chains;
using OmniSage.Models.Settings;

namespace OmniSage.Models.Tests.Providers;

/// <summary>Makes chains of scripted providers, and asks them.</summary>
internal static class Providers
{
    public const string Key = "hunter2-secret-key";

    /// <summary>Both protocols, for theories that hold for either.</summary>
    public static TheoryData<string> Protocols { get; } = ["openai", "anthropic"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static LinkOptions Link(ModelServer server, string protocol = "openai", string name = "first") => new()
    {
        Url = server.Url, Key = Key, Model = $"{name}-model", Provider = protocol, Name = name,
    };

    public static ModelChain Chain(params LinkOptions[] links) => Chain(new(), TimeProvider.System, links);

    public static ModelChain Chain(ModelOptions options, TimeProvider time, params LinkOptions[] links)
    {
        var level = new LevelOptions();
        foreach (var link in links) level.Chain.Add(link);
        var egress = new EgressClient(Options.Create(new EgressOptions()), System.Net.Dns.GetHostAddressesAsync, time);
        return (ModelChain)new ChainBuilder(egress, Options.Create(options), time).Build(level);
    }

    /// <summary>All that a chain says, what it tells of its providers too.</summary>
    public static Task<List<ChatResponseUpdate>> AskAsync(
        IChatClient chain, string text = "hello", ChatOptions? options = null) =>
        AskAsync(chain, [new(ChatRole.User, text)], options);

    public static Task<List<ChatResponseUpdate>> AskAsync(
        IChatClient chain, ChatMessage[] messages, ChatOptions? options = null) =>
        chain.GetStreamingResponseAsync(messages, options, Ct).ToListAsync(Ct).AsTask();

    public static async Task<ModelFaultException> FaultAsync(IChatClient chain, string text = "hello") =>
        await Assert.ThrowsAsync<ModelFaultException>(() => AskAsync(chain, text));

    /// <summary>What the server's character makes of a request of this protocol.</summary>
    public static async Task<ModelFaultException> FaultOfAsync(
        ModelCharacter character, string protocol, Action<LinkOptions>? set = null, ModelOptions? options = null)
    {
        await using var server = new ModelServer(character);
        var link = Link(server, protocol);
        set?.Invoke(link);
        using var chain = Chain(options ?? new(), TimeProvider.System, link);
        var fault = await FaultAsync(chain);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
        return fault;
    }

    public static string TextOf(IEnumerable<ChatResponseUpdate> updates) =>
        string.Concat(updates.SelectMany(update => update.Contents.OfType<TextContent>()).Select(text => text.Text));

    public static List<FunctionCallContent> CallsOf(IEnumerable<ChatResponseUpdate> updates) =>
        [.. updates.SelectMany(update => update.Contents.OfType<FunctionCallContent>())];

    public static List<T> Of<T>(IEnumerable<ChatResponseUpdate> updates)
        where T : AIContent => [.. updates.SelectMany(update => update.Contents.OfType<T>())];
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace OmniSage.Models.Tests.Offline;

/// <summary>One conversation with the registered model of a level, as the platform would hold it.</summary>
internal sealed class OfflineChat
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddModels().BuildServiceProvider();

    private readonly List<ChatMessage> messages = [new(ChatRole.System, "You are an agent of OmniSage.")];
    private readonly IChatClient model;
    private readonly ChatOptions options;

    private OfflineChat(string level, params ReadOnlySpan<string> tools)
    {
        model = Services.GetRequiredKeyedService<IChatClient>(level);
        options = new() { Tools = [] };
        foreach (var tool in tools)
            options.Tools.Add(AIFunctionFactory.CreateDeclaration(tool, "a tool", Schema));
    }

    public IReadOnlyList<ChatMessage> Messages => messages;

    private static JsonElement Schema => JsonElement.Parse("""{"type":"object"}""");

    public static OfflineChat Coordinator() => new(
        ModelLevels.Coordinator, "task_delegate", "task_answer", "memory_remember", "memory_recall", "memory_forget");

    public static OfflineChat CoordinatorWithoutTools() => new(ModelLevels.Coordinator);

    public static OfflineChat Executor(params string[] tools) => new(
        ModelLevels.Executor,
        tools.Length > 0
            ? tools
            : [
                "shell_run", "python_run", "files_list", "files_read", "files_write", "files_patch", "files_publish",
                "files_ingest", "web_fetch", "ask_user",
            ]);

    public OfflineChat User(string text) => Add(new(ChatRole.User, text));

    public OfflineChat Add(ChatMessage message)
    {
        messages.Add(message);
        return this;
    }

    /// <summary>Answers the calls of the last answer, in order.</summary>
    public OfflineChat Results(params ReadOnlySpan<object?> results)
    {
        var calls = messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToArray();
        var first = calls.Length - results.Length;
        for (var at = 0; at < results.Length; at++)
            Add(new(ChatRole.Tool, [new FunctionResultContent(calls[first + at].CallId, results[at])]));
        return this;
    }

    /// <summary>Asks, keeps the answer in the conversation, and returns it.</summary>
    public async Task<ChatMessage> AskAsync()
    {
        var response = await RespondAsync();
        messages.AddRange(response.Messages);
        return Assert.Single(response.Messages);
    }

    public Task<ChatResponse> RespondAsync() =>
        model.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);

    public async Task<List<ChatResponseUpdate>> StreamAsync() =>
        await model.GetStreamingResponseAsync(messages, options, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Each call on a line, as the document writes them.</summary>
    public static ImmutableArray<string> Calls(ChatMessage answer) =>
    [
        .. answer.Contents.OfType<FunctionCallContent>()
            .Select(call => $"{call.Name} {JsonSerializer.Serialize(call.Arguments, Readable)}"),
    ];

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

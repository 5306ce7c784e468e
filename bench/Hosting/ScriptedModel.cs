using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniSage.Bench.Hosting;

/// <summary>
/// A model that keeps executors busy. As coordinator it answers chat at once, and delegates what a message that begins
/// with <see cref="KeepBusy"/> asks for, again and again as results come. As executor it waits, or runs a command.
/// </summary>
internal sealed class ScriptedModel(TimeProvider time) : IChatClient
{
    /// <summary>Followed by how many tasks, and by their goal: <see cref="Wait"/> or a command for the shell.</summary>
    public const string KeepBusy = "keep busy ";

    public const string Wait = "wait";

    private const string ResultsMark = "[task results]";
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var isCoordinator = options?.Tools?.Any(tool => tool.Name == "task_delegate") == true;
        if (!isCoordinator) return await ExecuteAsync(conversation, cancellationToken);
        if (conversation[^1].Role == ChatRole.Tool) return Answer("Started.");
        var order = conversation.FirstOrDefault(message => message.Text.StartsWith(KeepBusy, StringComparison.Ordinal));
        var isDue = conversation[^1] == order
            || conversation[^1].Text.StartsWith(ResultsMark, StringComparison.Ordinal);
        return order is not null
            && isDue ? Delegate(order.Text[KeepBusy.Length..]) : Answer("A short answer in a few words.");
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Holds nothing.
    }

    private async Task<ChatResponse> ExecuteAsync(List<ChatMessage> conversation, CancellationToken cancellation)
    {
        if (conversation[^1].Role == ChatRole.Tool) return Answer("Done.");
        var goal = conversation.First(message => message.Role == ChatRole.User).Text;
        if (!goal.EndsWith(Wait, StringComparison.Ordinal))
            return Calls([new("c1", "shell_run", new Dictionary<string, object?> { ["command"] = goal })]);
        await Task.Delay(AnswerTime, time, cancellation);
        return Answer("Waited.");
    }

    private static ChatResponse Delegate(string order)
    {
        var space = order.IndexOf(' ', StringComparison.Ordinal);
        var count = int.Parse(order.AsSpan(0, space), System.Globalization.CultureInfo.InvariantCulture);
        var goal = order[(space + 1)..];
        return Calls(Enumerable.Range(1, count).Select(number => new FunctionCallContent(
            $"c{number}", "task_delegate", new Dictionary<string, object?> { ["goal"] = goal })));
    }

    private static ChatResponse Answer(string text) =>
        new(new ChatMessage(ChatRole.Assistant, text)) { ModelId = "scripted" };

    private static ChatResponse Calls(IEnumerable<FunctionCallContent> calls) =>
        new(new ChatMessage(ChatRole.Assistant, [.. calls])) { ModelId = "scripted" };
}

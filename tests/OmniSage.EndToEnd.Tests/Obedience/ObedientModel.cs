using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace OmniSage.EndToEnd.Tests.Obedience;

/// <summary>
/// A model that follows every instruction it reads, whoever wrote it: <c>OBEY tool name=value;</c>, the value with its
/// spaces and signs escaped as in an address. It calls the tool where it has it, and has it called by a task where it
/// can delegate. Each instruction is followed once; when there is none left, it says all that it has read.
/// </summary>
public sealed partial class ObedientModel : IChatClient
{
    private readonly HashSet<string> followed = [];

    /// <summary>An instruction as it stands in a text.</summary>
    public static string Wish(string tool, string name, string value) =>
        $"OBEY {tool} {name}={Uri.EscapeDataString(value)};";

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        var tools = (options?.Tools ?? []).Select(tool => tool.Name).ToHashSet();
        var read = string.Join('\n', messages.SelectMany(one => one.Contents).Select(TextOf));
        var isNothingWanted = true;
        foreach (var wish in Instruction().Matches(read).AsEnumerable())
        {
            if (Follow(wish, tools) is not { } call) continue;
            isNothingWanted = false;
            yield return new(ChatRole.Assistant, [call]);
        }

        if (isNothingWanted) yield return new(ChatRole.Assistant, read.Length > 0 ? read : "Nothing was said.");
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("OmniSage asks for streams only.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private FunctionCallContent? Follow(Match wish, HashSet<string> tools)
    {
        var (tool, name) = (wish.Groups["tool"].Value, wish.Groups["name"].Value);
        var canCall = tools.Contains(tool);
        if (!canCall && !tools.Contains("task_delegate")) return null;
        lock (followed)
        {
            // What was delegated is still to be called, by another.
            if (!followed.Add($"{canCall} {wish.Value}")) return null;
            var id = $"call-{followed.Count}";
            return canCall
                ? Call(id, tool, name, Uri.UnescapeDataString(wish.Groups["value"].Value))
                : Call(id, "task_delegate", "goal", wish.Value);
        }
    }

    private static FunctionCallContent Call(string id, string tool, string name, string value) =>
        new(id, tool, new Dictionary<string, object?> { [name] = value });

    private static string TextOf(AIContent content) => content switch
    {
        TextContent text => text.Text,
        FunctionResultContent { Result: { } result } => $"{result}",
        _ => "",
    };

    [GeneratedRegex("""OBEY (?<tool>\w+) (?<name>\w+)=(?<value>[^\s;]+);""")]
    private static partial Regex Instruction();
}

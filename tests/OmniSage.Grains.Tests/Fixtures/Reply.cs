using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>What a scripted model says: text, calls, or a fault.</summary>
internal sealed record Reply(string Text, ImmutableArray<FunctionCallContent> Calls, Exception? Fault = null)
{
    /// <summary>What its provider says that it took; null for a provider that says nothing.</summary>
    public UsageDetails? Usage { get; init; }

    public static Reply Say(string text) => new(text, []);

    /// <summary>The same, with so many tokens in and out.</summary>
    public Reply Took(long input, long output) =>
        this with { Usage = new() { InputTokenCount = input, OutputTokenCount = output } };

    public static Reply Fail(Exception fault) => new("", [], fault);

    public static Reply Shell(string command) =>
        new("", [Call("call-1", "shell_run", ("command", command))]);

    /// <summary>One delegated task for each goal.</summary>
    public static Reply Delegate(string text, params ReadOnlySpan<string> goals)
    {
        var calls = ImmutableArray.CreateBuilder<FunctionCallContent>();
        foreach (var goal in goals) calls.Add(Call($"call-{calls.Count + 1}", "task_delegate", ("goal", goal)));
        return new(text, calls.ToImmutable());
    }

    public static FunctionCallContent Call(string id, string name, params (string Name, object? Value)[] arguments) =>
        new(id, name, arguments.ToDictionary(one => one.Name, one => one.Value));
}

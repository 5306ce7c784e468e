using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Inproc;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>A tool that does something outside, as the test says; what it was called with is kept.</summary>
internal sealed class SendTool(ToolIdempotency idempotency, int version = 1, string id = SendTool.Id) : IInprocTool
{
    public const string Id = "test.send";

    /// <summary>Of another tool that does the same.</summary>
    public const string OtherId = "test.send_again";

    /// <summary>Lets the tool do what it does without being asked.</summary>
    public const string Allowed =
        """
        policy: 1
        rules:
          - name: sending is allowed
            when: {tool: test.send}
            then: allow
        """;

    public const string AskedEachTime =
        """
        policy: 1
        rules:
          - name: sending is asked
            when: {tool: [test.send, test.send_again]}
            then: ask each
        """;

    private readonly List<string> keys = [];

    public ToolManifest Manifest { get; } = new(
        id,
        version,
        "Sends a text.",
        ToolManifest.SchemaOf(
            """{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}"""))
    {
        Scopes = ["send"],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.External,
        Users = ToolUsers.Executors,
        Idempotency = idempotency,
    };

    /// <summary>What a call waits for, or throws, by its number from 1.</summary>
    public Func<int, CancellationToken, Task> Sending { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>The key of each call that was begun.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (keys) return [.. keys];
        }
    }

    public async Task<ToolOutcome> CallAsync(InprocCall call, CancellationToken cancellation)
    {
        int number;
        lock (keys)
        {
            keys.Add(call.Key);
            number = keys.Count;
        }

        await Sending(number, cancellation);
        return ToolOutcome.Of(new { Sent = true });
    }
}

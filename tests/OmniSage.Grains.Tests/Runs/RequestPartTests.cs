using System.Text;
using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Settings;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tests.Coordinators;

namespace OmniSage.Grains.Tests.Runs;

public sealed class RequestPartTests
{
    /// <summary>Stored by its hash: a form that changed would be another part, and old requests unreadable.</summary>
    public static TheoryData<string> StoredForms =>
    [
        """{"$type":"tools","tools":["task.delegate"]}""",
        """{"$type":"system","text":"Be kind."}""",
        """{"$type":"user","text":"Grüße 😀"}""",
        """{"$type":"assistant","text":"ok","calls":[{"id":"c1","tool":"shell.run","arguments":"{\"a\":\"b\"}"}]}""",
        """{"$type":"tool","call":"c1","result":"{\"exit_code\":0}"}""",
    ];

    [Theory]
    [MemberData(nameof(StoredForms))]
    public void Part_KeepsItsStoredForm(string stored)
    {
        var part = RequestPart.FromJson(Encoding.UTF8.GetBytes(stored));
        Assert.Equal(Normal(stored), Normal(Encoding.UTF8.GetString(part.ToJson())));
        Assert.Equal(part.ToJson(), RequestPart.FromJson(part.ToJson()).ToJson());
    }

    [Fact]
    public void TurnContext_HoldsTalkBefore_ResultsAndTheTurn_ButNotWhatWaits()
    {
        var thread = Threads.Opened.After(
            Threads.Received(10, run: 20, "before"),
            Threads.Started(20),
            new MessageSent(Ids.Of(11), Ids.Of(20), "answered"),
            Threads.Ended(20),
            Threads.Received(12, run: 21, "now"),
            Threads.Started(21),
            Threads.Received(13, run: 22, "later", QueueMode.Queue));
        var run = RunState.Empty.Apply(
            new RunStarted
            {
                Kind = RunKind.Turn,
                Loop = 1,
                Title = "t",
                Messages = [new(Ids.Of(12), "now")],
                Results = [new(Ids.Of(30), 1, "the goal", TaskEnd.Verified, "the summary")],
            },
            1);
        var request = TurnContext.Of(thread, run, Profile, 100);
        var texts = request.Parts.Select(part => part.Part.ToMessage()?.Text).ToList();
        Assert.Equal([null, TurnContext.Instructions, "before", "answered"], texts[..4]);
        Assert.StartsWith(TurnContext.ResultsMark, texts[4], StringComparison.Ordinal);
        Assert.Contains("the summary", texts[4], StringComparison.Ordinal);
        Assert.Equal("now", texts[5]);
        Assert.Equal(6, texts.Count);
    }

    private static AgentProfile Profile { get; } = new()
    {
        Slug = "omnisage",
        Name = "OmniSage",
        Instructions = "",
        CoordinatorTools = [ToolIds.TaskDelegate],
        ExecutorTools = [ToolIds.ShellRun],
    };

    private static string Normal(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString();
}

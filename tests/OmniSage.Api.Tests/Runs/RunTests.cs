using System.Net;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Runs;

public sealed class RunTests
{
    private const string Url = "/api/v1/workspaces/default/runs";

    [Fact]
    public async Task Runs_AreNarrowedByThreadParentAndStatus()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var turn = thread.Receive("go");
        thread.StartTurn(turn);
        var task = thread.Delegate(turn, "Run", "run it");
        thread.StartTask(task);
        thread.Answer(turn, "working on it");
        host.OpenThread().Receive("another");
        var client = host.Client();

        Assert.Equal(3, await CountAsync(client, ""));
        Assert.Equal(2, await CountAsync(client, $"?thread={thread.Id.Value:N}"));
        Assert.Equal(1, await CountAsync(client, $"?parent={turn:N}"));
        Assert.Equal(1, await CountAsync(client, "?status=completed"));
        var detail = await client.AskAsync($"{Url}/{turn:N}");
        Assert.Equal("completed", detail.Json.GetProperty("run").GetProperty("status").GetString());
        Assert.Equal(task.Run.ToString("N"), detail.Json.GetProperty("children")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Cancel_OfARun_SaysWhatItMet()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var turn = thread.Receive("go");
        thread.StartTurn(turn);

        var first = await host.Client().TellAsync($"{Url}/{turn:N}/cancel", "");
        var second = await host.Client().TellAsync($"{Url}/{turn:N}/cancel", "");

        Assert.Equal((HttpStatusCode.OK, "cancelled"), (first.Status, first.Text("outcome")));
        Assert.Equal((HttpStatusCode.OK, "alreadyEnded"), (second.Status, second.Text("outcome")));
    }

    [Fact]
    public async Task Stream_OfARun_EndsWithTheRun()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var turn = thread.Receive("go");
        await using var frames = await Frames.OpenAsync(host.Client(), $"{Url}/{turn:N}/events");
        thread.StartTurn(turn);
        thread.Answer(turn, "done");

        var all = await frames.TakeAsync(100);

        Assert.Equal(["run.started", "model.responded", "run.completed"], all.Select(frame => frame.Type));
        Assert.Equal(["1", "2", "3"], all.Select(frame => frame.Id));
        await using var rest = await Frames.OpenAsync(host.Client(), $"{Url}/{turn:N}/events", lastId: "2");
        Assert.Equal(["3"], (await rest.TakeAsync(100)).Select(frame => frame.Id));
        await using var none = await Frames.OpenAsync(host.Client(), $"{Url}/{turn:N}/events", lastId: "3");
        Assert.Null(await none.NextAsync());
    }

    [Fact]
    public async Task Stream_ReadSlowly_LosesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var turn = thread.Receive("go");
        thread.StartTurn(turn);
        await using var frames = await Frames.OpenAsync(host.Client(), $"{Url}/{turn:N}/events");
        await frames.TakeAsync(1);
        var text = new string('x', 2000);
        for (var i = 0; i < 5000; i++) thread.Write(turn, new Note(text));
        thread.Answer(turn, "done");

        var all = await frames.TakeAsync(10_000);

        Assert.Equal(5002, all.Count);
        Assert.Equal(Enumerable.Range(2, 5002).Select(seq => $"{seq}"), all.Select(frame => frame.Id));
    }

    [Fact]
    public async Task Page_OfARun_SaysWhereToGoOn()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var turn = thread.Receive("go");
        thread.StartTurn(turn);
        thread.Answer(turn, "done");

        var first = await host.Client().AskAsync($"{Url}/{turn:N}/events?limit=2");
        var rest = await host.Client().AskAsync($"{Url}/{turn:N}/events?after={first.Text("next")}");

        Assert.Equal((2, "True"), (first.Json.GetProperty("items").GetArrayLength(), first.Text("more")));
        Assert.Equal(("False", "3"), (rest.Text("more"), rest.Text("next")));
        Assert.Equal(1, rest.Json.GetProperty("items").GetArrayLength());
    }

    private static async Task<int> CountAsync(HttpClient client, string query) =>
        (await client.AskAsync(Url + query)).Json.GetProperty("items").GetArrayLength();
}

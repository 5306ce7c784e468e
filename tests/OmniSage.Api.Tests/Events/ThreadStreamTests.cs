using Microsoft.Extensions.DependencyInjection;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Events;

public sealed class ThreadStreamTests
{
    private static string Url(FakeThread thread) => $"/api/v1/workspaces/default/threads/{thread.Id.Value:N}/events";

    [Fact]
    public async Task Stream_OfThread_GivesThePastThenWhatComes_InOrder()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var run = thread.Receive("hello");
        await using var frames = await Frames.OpenAsync(host.Client(), Url(thread));
        Assert.Equal(["thread.opened", "message.received"], (await frames.TakeAsync(2)).Select(frame => frame.Type));

        thread.StartTurn(run);
        thread.Answer(run, "hi");

        Assert.Equal(
            ["turn.started", "run.started", "model.responded", "message.sent", "run.completed", "turn.ended"],
            (await frames.TakeAsync(6)).Select(frame => frame.Type));
    }

    [Fact]
    public async Task Stream_ResumedAnywhere_GivesExactlyTheRest()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        PlayDelegation(thread);
        var client = host.Client();
        var total = host.World.Log.All.Length;
        await using var whole = await Frames.OpenAsync(client, Url(thread));
        var all = await whole.TakeAsync(total);
        Assert.Equal(total, all.Select(frame => frame.Name).Distinct().Count());

        for (var i = 0; i < total; i++)
        {
            await using var rest = await Frames.OpenAsync(client, Url(thread), lastId: all[i].Id);
            var frames = await rest.TakeAsync(total - i - 1);
            Assert.Equal(all.Skip(i + 1).Select(frame => frame.Name), frames.Select(frame => frame.Name));
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Stream_WhateverTheLiveFeedDoes_GivesEachEventOnce(bool loses, bool repeats)
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        await using var frames = await Frames.OpenAsync(host.Client(), Url(thread));
        await frames.TakeAsync(1);
        host.World.Log.RepeatsLive = repeats;

        host.World.Log.LosesLive = loses;
        PlayDelegation(thread);
        host.World.Log.LosesLive = false;
        thread.Receive("last");

        var total = host.World.Log.All.Length;
        var names = (await frames.TakeAsync(total - 1)).Select(frame => frame.Name).ToList();
        Assert.Equal(total - 1, names.Distinct().Count());
        Assert.EndsWith($"{thread.Id.Value:N} 8", names[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursor_SeenLive_ResumesExactly()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        var client = host.Client();
        await using var live = await Frames.OpenAsync(client, Url(thread));
        await live.TakeAsync(1);
        PlayDelegation(thread);
        var total = host.World.Log.All.Length;
        var all = await live.TakeAsync(total - 1);

        for (var i = 0; i < all.Count; i++)
        {
            await using var rest = await Frames.OpenAsync(client, Url(thread), lastId: all[i].Id);
            Assert.Equal(
                all.Skip(i + 1).Select(frame => frame.Name),
                (await rest.TakeAsync(all.Count - i - 1)).Select(frame => frame.Name));
        }

        thread.Receive("only this is new");
        await using var after = await Frames.OpenAsync(client, Url(thread), lastId: all[^1].Id);
        Assert.Equal("message.received", (await after.TakeAsync(1))[0].Type);
    }

    [Fact]
    public async Task Output_OfTurnsAndTasks_ArrivesWithoutId()
    {
        await using var host = await ApiHost.StartAsync();
        var thread = host.OpenThread();
        await using var frames = await Frames.OpenAsync(host.Client(), Url(thread));
        var turn = thread.Receive("go");
        thread.StartTurn(turn);
        var task = thread.Delegate(turn, "Run", "run it");
        thread.StartTask(task);
        await frames.TakeAsync(6);
        await WatchedAsync(host.World, task.Run);

        await host.World.SayAsync(thread.RunId(task.Run), 2, LiveChannel.Stdout, 0, "Linux\0\n€");

        var output = (await frames.NextAsync())!;
        Assert.Equal("output", output.Type);
        Assert.Equal("Linux\0\n€", output.Data.GetProperty("text").GetString());
        Assert.Equal("stdout", output.Data.GetProperty("channel").GetString());
        Assert.Equal(task.Run.ToString("N"), output.Data.GetProperty("run").GetString());
    }

    [Fact]
    public async Task Client_ThatGoes_LeavesNothingBehind()
    {
        await using var host = await ApiHost.StartAsync();
        var feed = host.Services.GetRequiredService<Api.Events.EventFeed>();
        var thread = host.OpenThread();
        var turn = thread.Receive("go");
        thread.StartTurn(turn);
        var frames = await Frames.OpenAsync(host.Client(), Url(thread));
        await frames.TakeAsync(4);
        await WatchedAsync(host.World, turn);
        Assert.Equal(1, feed.Tenants);

        await frames.DisposeAsync();

        await Eventually.TrueAsync(() => host.World.Watchers.IsEmpty && feed.Tenants == 0, "the stream is released");
    }

    internal static Task WatchedAsync(World world, Guid run) =>
        Eventually.TrueAsync(() => world.Watchers.Keys.Any(watched => watched.Run == run), "the run is watched");

    /// <summary>A message, a turn that delegates, the task, its result, and the turn that follows.</summary>
    private static void PlayDelegation(FakeThread thread)
    {
        var turn = thread.Receive("go");
        thread.StartTurn(turn);
        var task = thread.Delegate(turn, "Run", "run it");
        thread.StartTask(task);
        thread.Write(turn, new RunCompleted(null));
        thread.Write((thread.Journal, new TurnEnded(turn, RunStatus.Completed)));
        var followUp = Guid.CreateVersion7();
        thread.EndTask(task, new() { End = TaskEnd.Unverified, Summary = "done" }, followUp);
        thread.StartTurn(followUp, parent: turn);
    }
}

using Orleans;
using Orleans.Runtime;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface IReminderGrain : IGrainWithStringKey
{
    Task SetAsync(string name, TimeSpan due, TimeSpan period);

    Task<bool> RemoveAsync(string name);

    Task<List<string>> NamesAsync();
}

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task SetAsync();
}

internal sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    public Task SetAsync(string name, TimeSpan due, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, due, period);

    public async Task<bool> RemoveAsync(string name)
    {
        if (await this.GetReminder(name) is not { } reminder)
            return false;
        await this.UnregisterReminder(reminder);
        return true;
    }

    public async Task<List<string>> NamesAsync() =>
        [.. (await this.GetReminders()).Select(static reminder => reminder.ReminderName).Order()];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var probe = Probe.Of(this.GetPrimaryKeyString());
        probe.Note(reminderName);
        if (status.CurrentTickTime < status.FirstTickTime || status.FirstTickTime.Year < 2000)
            probe.Note($"wrong {status}");
        return reminderName == "failing"
            ? throw new InvalidOperationException("a reminder failed")
            : Task.CompletedTask;
    }
}

internal sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task SetAsync() => this.RegisterOrUpdateReminder("any", TimeSpan.Zero, TimeSpan.FromMinutes(1));
}

public sealed class ReminderTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ClusterFixture _cluster = new();

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("plain")]
    [InlineData("failing")]
    public async Task Reminder_TicksWhenDue_AndEveryPeriod(string name)
    {
        var grain = _cluster.Grain<IReminderGrain>();
        var probe = Probe.Of(grain.GetPrimaryKeyString());
        await grain.SetAsync(name, 2 * Minute, 3 * Minute);

        await PassAsync(TimeSpan.FromSeconds(110));
        Assert.Empty(probe.Entries);
        await PassUntilAsync(probe, name, times: 1, within: 2 * Minute);
        await PassUntilAsync(probe, name, times: 3, within: 8 * Minute);
        Assert.All(probe.Entries, entry => Assert.Equal(name, entry));
    }

    [Fact]
    public async Task Reminder_WakesAGrainThatIsNotActive()
    {
        var grain = _cluster.Grain<IReminderGrain>();
        var probe = Probe.Of(grain.GetPrimaryKeyString());
        await grain.SetAsync("wake", Minute, Minute);
        await _cluster.Cluster.DeactivateAsync(grain);
        Assert.False(_cluster.Cluster.IsActive(grain));

        await PassUntilAsync(probe, "wake", times: 1, within: 3 * Minute);

        Assert.True(_cluster.Cluster.IsActive(grain));
    }

    [Fact]
    public async Task Reminder_SurvivesARestartOfTheSilo()
    {
        var key = ClusterFixture.NewKey();
        await _cluster.Client.GetGrain<IReminderGrain>(key).SetAsync("again", 3 * Minute, 2 * Minute);

        await _cluster.Cluster.StopAndRestartAsync();

        await PassUntilAsync(Probe.Of(key), "again", times: 2, within: 10 * Minute);
        Assert.Equal(["again"], await _cluster.Client.GetGrain<IReminderGrain>(key).NamesAsync());
    }

    [Fact]
    public async Task Reminder_Removed_TicksNoMore()
    {
        var grain = _cluster.Grain<IReminderGrain>();
        await grain.SetAsync("a", Minute, Minute);
        await grain.SetAsync("b", 9 * Minute, Minute);
        Assert.Equal(["a", "b"], await grain.NamesAsync());

        Assert.True(await grain.RemoveAsync("a"));
        Assert.False(await grain.RemoveAsync("a"));
        await PassAsync(3 * Minute);

        Assert.Empty(Probe.Of(grain.GetPrimaryKeyString()).Entries);
        Assert.Equal(["b"], await grain.NamesAsync());
    }

    [Fact]
    public async Task Reminder_UpdatedBeforeItsTime_KeepsTheNewTime()
    {
        var grain = _cluster.Grain<IReminderGrain>();
        var probe = Probe.Of(grain.GetPrimaryKeyString());
        await grain.SetAsync("moved", Minute, Minute);
        await grain.SetAsync("moved", 5 * Minute, 5 * Minute);

        await PassAsync(4 * Minute);
        Assert.Empty(probe.Entries);
        await PassUntilAsync(probe, "moved", times: 1, within: 2 * Minute);
    }

    [Fact]
    public async Task Reminder_BelowTheMinimum_OrOfAGrainThatTakesNone_IsRefused()
    {
        var grain = _cluster.Grain<IReminderGrain>();

        await Assert.ThrowsAsync<ArgumentException>(() => grain.SetAsync("short", Minute, TimeSpan.FromSeconds(1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _cluster.Grain<IForgetfulGrain>().SetAsync());
    }

    private Task PassAsync(TimeSpan time) => _cluster.Cluster.PassAsync(time, step: TimeSpan.FromSeconds(5));

    /// <summary>Lets time pass until the reminder came as often as said.</summary>
    private async Task PassUntilAsync(Probe probe, string entry, int times, TimeSpan within)
    {
        for (var left = within; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(5))
        {
            await PassAsync(TimeSpan.FromSeconds(5));
            if (probe.Entries.Count(noted => noted == entry) >= times)
                return;
        }

        await probe.UntilAsync(entry, times);
    }
}

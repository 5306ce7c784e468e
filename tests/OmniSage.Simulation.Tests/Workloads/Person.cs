using OmniSage.Simulation.Tests.Loops;
using OmniSage.Simulation.Tests.Silos;

namespace OmniSage.Simulation.Tests.Workloads;

/// <summary>
/// Somebody who talks in one thread: sends messages in every mode, again when no answer came, and now and then once
/// more although it did; gives commands; cancels. Keeps what was promised.
/// </summary>
internal sealed class Person(World world, ThreadId thread, int number)
{
    private const int TriesMax = 60;

    private static readonly string[] Commands =
        ["/status", "/cancel", "/cancel all", "/cancel 1", "/config mode collect",
        "/config mode steer", "/help", "/nonsense"];

    private readonly Random chance = new(unchecked((world.Seed * 31) + number));
    private readonly Guid account = new(number, 0, 0, new byte[8]);
    private int sent;

    public ThreadId Thread => thread;

    /// <summary>What was acknowledged, by the client's id (or the message's, where it had none).</summary>
    public Dictionary<string, Receipt> Acknowledged { get; } = [];

    public async Task TalkAsync(int messages)
    {
        await UntilTakenAsync(grain => grain.OpenAsync(new()
        {
            Workspace = new(1, 0, 0, new byte[8]),
            By = account,
            Title = "",
            Mode = (QueueMode)chance.Next(4),
        }));
        for (var index = 0; index < messages; index++)
        {
            await Task.Delay(world.Chaos.Haste * Math.Pow(chance.NextDouble(), 2), world.Clock);
            await SayAsync();
            if (chance.Next(8) == 0 && Acknowledged.Count > 0) await CancelAsync();
        }
    }

    /// <summary>Fills the thread so that its journal gets a snapshot.</summary>
    public async Task ChatterAsync(int commands)
    {
        for (var index = 0; index < commands; index++) await SendAsync(
            Message(Commands[index % 2 == 0 ? 0 : 6], $"chatter {index}"));
    }

    /// <summary>Says so much that what was said first has to be summed up.</summary>
    public async Task RambleAsync(int messages)
    {
        for (var index = 0; index < messages; index++)
        {
            await SendAsync(Message($"so {chance.Next()}", $"ramble {index}") with { Mode = QueueMode.Steer });
            if (chance.Next(10) == 0) await Task.Delay(TimeSpan.FromSeconds(10 * chance.NextDouble()), world.Clock);
        }
    }

    private async Task SayAsync()
    {
        var text = chance.Next(6) == 0 ? Commands[chance.Next(Commands.Length)]
            : chance.Next(40) == 0 ? new('x', 40_000) // Long enough to be a blob.
            : $"message {chance.Next()}";
        var message = Message(text, chance.Next(5) == 0 ? null : $"client {++sent}");
        if (message.ClientId is not null && chance.Next(8) == 0)
        {
            await Task.WhenAll(SendAsync(message), SendAsync(message));
            return;
        }

        await SendAsync(message);
        if (message.ClientId is not null && chance.Next(4) == 0) await SendAsync(message);
    }

    private IncomingMessage Message(string text, string? clientId) => new()
    {
        Text = text,
        By = account,
        ClientId = clientId,
        Mode = chance.Next(3) == 0 ? null : (QueueMode)chance.Next(4),
    };

    private async Task SendAsync(IncomingMessage message)
    {
        var receipt = message.ClientId is null
            ? await TryAsync(grain => grain.ReceiveAsync(message))
            : await UntilTakenAsync(grain => grain.ReceiveAsync(message));
        if (receipt is null) return;
        var key = message.ClientId ?? receipt.Message.ToString("N");
        if (Acknowledged.TryGetValue(key, out var before) && before != receipt)
        {
            throw new SimulationException(
                $"The message {key} of {thread} was acknowledged as {before} and as {receipt}.");
        }

        Acknowledged[key] = receipt;
    }

    private async Task CancelAsync()
    {
        var run = Acknowledged.Values.ElementAt(chance.Next(Acknowledged.Count)).Run;
        await TryAsync(async grain => $"{await grain.CancelAsync(new(thread.Tenant, run), account)}");
    }

    /// <summary>Null when the thread would not take it in all that time, as it may when its queue is full.</summary>
    private async Task<T?> UntilTakenAsync<T>(Func<ICoordinatorGrain, Task<T>> call)
        where T : class
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            if (await TryAsync(call) is { } answer) return answer;
            await Task.Delay(TimeSpan.FromSeconds(1), world.Clock);
        }

        return null;
    }

    /// <summary>Null when it failed, or nobody knows.</summary>
    private async Task<T?> TryAsync<T>(Func<ICoordinatorGrain, Task<T>> call)
        where T : class
    {
        var silo = await world.SiloAsync();
        try
        {
            CallerContext.Set(thread.Tenant, account.ToString("N"));
            var answer = call(silo.Client.GetGrain<ICoordinatorGrain>(thread.ToGrainKey()));
            await Task.WhenAny(answer, silo.Died);
            return answer.IsCompleted ? await answer : null;
        }
        catch (OmniSageException fault) when (fault.Retryable)
        {
            return null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}

using OmniSage.Grains.Runs;
using OmniSage.Simulation.Tests.Bugs;
using OmniSage.Simulation.Tests.Checks;
using OmniSage.Simulation.Tests.Loops;
using OmniSage.Storage;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Sqlite;

namespace OmniSage.Simulation.Tests.Silos;

/// <summary>
/// What outlives a silo: the database and the blobs, time, the seed's trouble, and which silo runs now.
/// </summary>
internal sealed class World(int seed, PlantedBug bug) : IAsyncDisposable
{
    private static readonly TimeSpan DownMax = TimeSpan.FromSeconds(10);

    private readonly Random downtime = new(seed);
    private TaskCompletionSource<SimulatedSilo> up = new();
    private SimulatedSilo? current;
    private int repeats;

    public int Seed => seed;

    public PlantedBug Bug => bug;

    public Loop Loop { get; } = new(seed);

    public Chaos Chaos { get; } = new(seed);

    /// <summary>Where everything outside the silo runs.</summary>
    public LoopScheduler Tasks => field ??= new(Loop);

    public LoopClock Clock => field ??= new(Loop);

    public Database Database { get; } = new SqliteDatabase(new StorageOptions { InMemory = true });

    public IBlobStore Blobs => field ??= new MemoryBlobStore(Clock);

    /// <summary>When it became calm.</summary>
    public long CalmUs { get; private set; } = long.MaxValue;

    /// <summary>Nothing goes wrong from now on.</summary>
    public void Calm()
    {
        Chaos.IsCalm = true;
        CalmUs = Microseconds.Of(Clock.GetUtcNow());
    }

    /// <summary>What came to pass, so that a test can see that the seeds reach it.</summary>
    public Reached Reached { get; } = new();

    /// <summary>Everything that steps brought, as the step runner told it.</summary>
    public List<StepReport> Reports { get; } = [];

    /// <summary>Nothing that was put off is still to come.</summary>
    public bool IsQuiet => repeats == 0;

    public async Task PrepareAsync() => await new Migrator(Database, Clock).ApplyAsync(CancellationToken.None);

    public static void SetBounds(AgentOptions options)
    {
        options.ExecutorsMax = 2;
        options.QueuedTurnsMax = 4;
        options.TurnStepsMax = 8;
        options.TurnTimeMax = TimeSpan.FromMinutes(3);
        options.ModelTimeMax = TimeSpan.FromSeconds(30);
        options.ToolTimeMax = TimeSpan.FromSeconds(60);
    }

    /// <summary>The silo that runs, once one does.</summary>
    public Task<SimulatedSilo> SiloAsync() => up.Task;

    /// <summary>
    /// Keeps a silo running: a new one some time after each power cut, and after a start that failed.
    /// </summary>
    public async Task SuperviseAsync()
    {
        while (true)
        {
            var silo = current = new(this);
            var start = silo.StartAsync();
            await Task.WhenAny(start, silo.Died);
            if (start.IsCompletedSuccessfully && !silo.IsDead)
            {
                up.TrySetResult(silo);
            }
            else
            {
                Reached.Count("starts that failed");
                silo.Kill();
            }

            _ = start.Exception;
            await silo.Died;
            await Task.Delay(DownMax * downtime.NextDouble(), Clock);
        }
    }

    /// <summary>Cuts the power, if there is anything to cut.</summary>
    public void Crash()
    {
        if (current is not { IsDead: false } silo) return;
        if (up.Task.IsCompleted) up = new();
        silo.Kill();
        Reached.Count("crashes");
        Loop.Trace.Add("crash");
    }

    /// <summary>The last step that the run's journal says was begun.</summary>
    public (int Step, int Attempt)? LastStep(Guid run)
    {
        var found = Database.ReadAsync(
            TenantId.Install,
            connection => connection.Command(
                "SELECT payload FROM event WHERE journal_id = $1 AND type = 'step.started' ORDER BY seq DESC LIMIT 1",
                run.ToString("N")).ListAsync(row => row.GetFieldValue<byte[]>(0), CancellationToken.None),
            CancellationToken.None).GetAwaiter().GetResult();
        return found is [var payload] && EventTypes.Read("step.started", 1, payload) is StepStarted started
            ? (started.Step, started.Attempt)
            : null;
    }

    /// <summary>One number about what is durable.</summary>
    public async Task<long> CountAsync(string sql) => (await Database.ReadAsync(
        TenantId.Install,
        connection => connection.Command(sql).ListAsync(row => row.GetInt64(0), CancellationToken.None),
        CancellationToken.None))[0];

    /// <summary>Makes a call on whichever silo runs by then; how it ends is nobody's business.</summary>
    public void Later(TimeSpan delay, TenantId tenant, Func<SimulatedSilo, Task> call)
    {
        repeats++;
        using (ExecutionContext.SuppressFlow())
            Task.Factory.StartNew(CallAsync, CancellationToken.None, TaskCreationOptions.None, Tasks);

        async Task CallAsync()
        {
            try
            {
                await Task.Delay(delay, Clock);
                Repeated.Is = true;
                var silo = await SiloAsync();
                CallerContext.Set(tenant, CallerContext.System);
                var work = call(silo);
                Reached.Count("repeated calls");
                await Task.WhenAny(work, silo.Died);
                _ = work.Exception;
            }
            finally
            {
                repeats--;
            }
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Journals;
using OmniSage.Models;
using OmniSage.Sandbox;
using OmniSage.Storage.Telemetry;

namespace OmniSage.Silo.Telemetry.Metrics;

/// <summary>
/// What is not counted as it happens but looked at: sizes, what waits, places, providers. What takes a query is asked
/// for every half minute, so that reading the figures costs the database nothing.
/// </summary>
internal sealed partial class ProcessGauges : IHostedService, IDisposable
{
    public const string Name = "OmniSage.Silo";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopping = new();
    private readonly Meter meter;
    private readonly StorageFigures figures;
    private readonly SandboxHost sandboxes;
    private readonly SandboxOptions bounds;
    private readonly InstalledModels models;
    private readonly TimeProvider time;
    private readonly ILogger<ProcessGauges> logger;
    private readonly double started;
    private Task looking = Task.CompletedTask;
    private volatile Seen? seen;

    public ProcessGauges(
        IMeterFactory meters,
        StorageFigures figures,
        SandboxHost sandboxes,
        IOptions<SandboxOptions> bounds,
        InstalledModels models,
        TimeProvider time,
        ILogger<ProcessGauges> logger)
    {
        (this.figures, this.sandboxes, this.bounds, this.models) = (figures, sandboxes, bounds.Value, models);
        (this.time, this.logger) = (time, logger);
        started = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        meter = meters.Create(Name);
        Describe();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        looking = LookAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await looking;
    }

    public void Dispose() => stopping.Dispose();

    private static KeyValuePair<string, object?> Label(string key, string value) => new(key, value);

    private void Describe()
    {
        var version = typeof(ProcessGauges).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "unknown";
        meter.CreateObservableGauge(
            "omnisage.build", () => new Measurement<int>(1, Label("version", version)), null, "Which version runs.");
        meter.CreateObservableGauge(
            "omnisage.process.start_time", () => started, "s", "When the process began, in seconds since 1970.");
        meter.CreateObservableGauge("omnisage.storage.size", Sizes, "By", "Bytes of the database and of its WAL.");
        meter.CreateObservableGauge(
            "omnisage.storage.free", Free, "By", "Bytes that are left where the data folder is.");
        meter.CreateObservableGauge("omnisage.run.open", Runs, "{run}", "Runs that have not ended, by status.");
        meter.CreateObservableGauge("omnisage.approval.waiting", Approvals, "{approval}", "Approvals that wait.");
        meter.CreateObservableGauge(
            "omnisage.approval.oldest.age", OldestApproval, "s", "How long the oldest approval has waited.");
        meter.CreateObservableGauge(
            "omnisage.sandbox.places.used", () => sandboxes.PlacesTaken, "{sandbox}", "Sandboxes that are granted.");
        meter.CreateObservableGauge(
            "omnisage.sandbox.places.limit", () => bounds.PlacesMax, "{sandbox}", "Sandboxes that there may be.");
        meter.CreateObservableGauge(
            "omnisage.sandbox.waiting", () => sandboxes.Waiting, "{request}", "Requests that wait for a sandbox.");
        meter.CreateObservableGauge(
            "omnisage.sandbox.warm", () => sandboxes.Warm, "{sandbox}", "Sandboxes that stand ready.");
        meter.CreateObservableGauge(
            "omnisage.model.healthy", Providers, null, "0: the model failed the last time, or is left alone.");
    }

    private IEnumerable<Measurement<long>> Sizes() => seen is not { } last
        ? []
        : [new(last.Bytes, Label("kind", "database")), new(last.WalBytes, Label("kind", "wal"))];

    private IEnumerable<Measurement<long>> Free() => figures.FreeBytes() is { } bytes ? [new(bytes)] : [];

    private IEnumerable<Measurement<long>> Runs() =>
        seen?.Backlog.Runs.Select(one => new Measurement<long>(one.Value, Label("status", one.Key))) ?? [];

    private IEnumerable<Measurement<long>> Approvals() => seen is { } last ? [new(last.Backlog.Approvals)] : [];

    private IEnumerable<Measurement<double>> OldestApproval() => seen is not { } last
        ? []
        : [new(last.Backlog.OldestApprovalUs is { } since
            ? Math.Max(0, (time.GetUtcNow() - Microseconds.ToTime(since)).TotalSeconds)
            : 0)];

    /// <summary>A model that stands in several levels is one.</summary>
    private IEnumerable<Measurement<int>> Providers() =>
        from entry in models.List().SelectMany(level => level.Chain).DistinctBy(one => (one.Provider, one.Model))
        select new Measurement<int>(
            entry.Health.State is ModelState.Healthy or ModelState.Unknown ? 1 : 0,
            Label("gen_ai.provider.name", entry.Provider),
            Label("gen_ai.request.model", entry.Model));

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do await LookOnceAsync();
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LookOnceAsync()
    {
        try
        {
            var (bytes, wal) = await figures.SizeAsync(stopping.Token);
            seen = new(bytes, wal, await figures.BacklogAsync(stopping.Token));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Figures that are old would look like the truth.
            seen = null;
            LogNotSeen(fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What waits in the database could not be counted")]
    private partial void LogNotSeen(Exception fault);

    private sealed record Seen(long Bytes, long WalBytes, Backlog Backlog);
}

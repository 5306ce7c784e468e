using System.Globalization;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Events;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;

namespace OmniSage.Storage.Histories;

/// <summary>
/// Finds events by their ids without an index of them: an id says when it was made, and few runs of a thread were
/// under way then.
/// </summary>
internal sealed class Origins(Database database, IBlobStore blobs) : IOrigins
{
    /// <summary>Runs of the thread that are looked through, the newest of that time first.</summary>
    private const int RunsMax = 200;

    /// <summary>Questions of one run that are looked through, the newest first.</summary>
    private const int QuestionsMax = 200;

    /// <summary>Attempts of one call that are looked through.</summary>
    private const int AttemptsMax = 50;

    /// <summary>How far the clocks of silos may be apart.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private const string Asked = "approval.requested";
    private const string Wished = "tool.requested";
    private const string Completed = "tool.completed";
    private const string Failed = "tool.failed";

    private readonly EventReader events = new(blobs);

    public async Task<ImmutableArray<Origin>> FindAsync(
        ThreadId thread, ImmutableArray<Guid> ids, CancellationToken cancellation)
    {
        var wanted = ids.Order().Take(Labels.SourcesMax).ToArray();
        if (wanted.Length == 0) return [];
        var pairs = await database.ReadAsync(
            thread.Tenant,
            async connection =>
            {
                var found = new List<(EventRow Event, EventRow? Wish)>();
                foreach (var row in await ReadAsync(connection, thread, wanted, cancellation))
                    found.Add((row, await WishOfAsync(connection, row, cancellation)));
                return found;
            },
            cancellation);
        var origins = ImmutableArray.CreateBuilder<Origin>(pairs.Count);
        foreach (var (row, wish) in pairs.OrderBy(pair => pair.Event.Id, StringComparer.Ordinal))
        {
            var wished = wish is null ? null : await EventOfAsync(wish, cancellation);
            origins.Add(new(await EventOfAsync(row, cancellation), wished));
        }

        return origins.MoveToImmutable();
    }

    public async Task<StoredEvent?> FindEndAsync(
        TenantId tenant, ApprovalRequest request, CancellationToken cancellation)
    {
        if (await FindQuestionAsync(tenant, request, cancellation) is not { } question) return null;
        var rows = await database.ReadAsync(
            tenant,
            connection => connection.Command(
                $"SELECT {EventRows.Columns} FROM event WHERE tenant_id = $1 AND journal_id = $2 AND seq > $3 "
                    + "AND seq < $4 AND type IN ($5, $6) ORDER BY seq LIMIT $7",
                tenant.Text, request.Run.ToString("N"), question.From, question.To, Completed, Failed,
                (long)AttemptsMax)
                .ListAsync(EventRow.Read, cancellation),
            cancellation);
        foreach (var row in rows)
        {
            var stored = await EventOfAsync(row, cancellation);
            if (stored.Payload.IsEmpty) continue;
            var payload = EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span);
            if (payload is ToolFailed { Retryable: true }) continue;
            if ((payload as ToolCompleted)?.Call == request.Call || (payload as ToolFailed)?.Call == request.Call)
                return stored;
        }

        return null;
    }

    /// <summary>Where in its run the question is, and where the next one is.</summary>
    private async Task<(long From, long To)?> FindQuestionAsync(
        TenantId tenant, ApprovalRequest request, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            tenant,
            connection => connection.Command(
                $"SELECT {EventRows.Columns} FROM event WHERE tenant_id = $1 AND journal_id = $2 AND type = $3 "
                    + "ORDER BY seq DESC LIMIT $4",
                tenant.Text, request.Run.ToString("N"), Asked, (long)QuestionsMax)
                .ListAsync(EventRow.Read, cancellation),
            cancellation);
        var next = long.MaxValue;
        foreach (var row in rows)
        {
            var stored = await EventOfAsync(row, cancellation);
            if (!stored.Payload.IsEmpty
                && EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span) is ApprovalRequested asked
                && asked.Request.Approval == request.Approval)
            {
                return (row.Seq, next);
            }

            next = row.Seq;
        }

        return null;
    }

    private static async Task<List<EventRow>> ReadAsync(
        DbConnection connection, ThreadId thread, Guid[] wanted, CancellationToken cancellation)
    {
        var times = wanted.Select(MillisecondsOf).ToArray();
        object[] values =
        [
            thread.Tenant.Text,
            thread.Value.ToString("N"),
            (times.Max() + (long)Slack.TotalMilliseconds) * 1_000,
            (times.Min() - (long)Slack.TotalMilliseconds) * 1_000,
            (long)RunsMax,
            .. wanted.Select(id => id.ToString("N")),
        ];
        var places = string.Join(", ", wanted.Select((_, at) => FormattableString.Invariant($"${at + 6}")));
        return await connection.Command(
            $"SELECT {EventRows.Columns} FROM event WHERE tenant_id = $1 AND event_id IN ({places}) "
                + "AND (journal_id = $2 OR journal_id IN (SELECT run_id FROM run WHERE tenant_id = $1 "
                + "AND thread_id = $2 AND created_us <= $3 AND updated_us >= $4 ORDER BY run_id DESC LIMIT $5))",
            values)
            .ListAsync(EventRow.Read, cancellation);
    }

    private static async Task<EventRow?> WishOfAsync(
        DbConnection connection, EventRow row, CancellationToken cancellation)
    {
        if (row.Type != Completed && row.Type != Failed) return null;
        var found = await connection.Command(
            $"SELECT {EventRows.Columns} FROM event WHERE tenant_id = $1 AND journal_id = $2 AND seq < $3 "
                + "AND type = $4 ORDER BY seq DESC LIMIT 1",
            row.Tenant, row.Journal, row.Seq, Wished)
            .ListAsync(EventRow.Read, cancellation);
        return found.SingleOrDefault();
    }

    /// <summary>When an id was made: the first 48 bits of a UUIDv7.</summary>
    private static long MillisecondsOf(Guid id) =>
        long.Parse(id.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private async Task<StoredEvent> EventOfAsync(EventRow row, CancellationToken cancellation) =>
        (await events.CompleteAsync(row, cancellation)).ToEvent();
}

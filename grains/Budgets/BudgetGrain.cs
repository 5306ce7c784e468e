using System.Security.Cryptography;
using System.Text;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Budgets;
using Orleans.Runtime;

namespace OmniSage.Grains.Budgets;

/// <summary>
/// Allowances are handed out from memory, so that they cost no write of their own: each is written down with the step
/// that needs it, and only if this life of the grain is still the last one. The journal is for what people are told.
/// </summary>
[GrainType("budget")]
internal sealed class BudgetGrain(JournalServices services, BudgetBooks books, Courier courier)
    : JournaledGrain(services), IBudgetGrain
{
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Longer than any call of a model usually takes: what is handed out so long is looked up again.</summary>
    private static readonly TimeSpan SeenTimeMax = TimeSpan.FromMinutes(5);

    /// <summary>A life that nobody needs for so long ends, as the next one begins with a write.</summary>
    private static readonly TimeSpan IdleTimeMax = TimeSpan.FromHours(1);

    private TenantId tenant;
    private DateTimeOffset usedAt;
    private Journal<BudgetNotices> journal = null!;
    private BudgetBook book = BudgetBook.Empty;
    private long epoch;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        tenant = TenantId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<BudgetNotices>(JournalOf(tenant), cancellationToken);
        await ReadBooksAsync(cancellationToken);
        this.RegisterGrainTimer(CheckAsync, new() { DueTime = CheckPeriod, Period = CheckPeriod, KeepAlive = true });
    }

    public async Task<BudgetAnswer> ReserveAsync(ReserveBudget request)
    {
        var now = usedAt = Services.Time.GetUtcNow();
        if (request.Before is { } before) book = book.Lower(HoldKey.Of(before), before.Amount);
        (book, var isExtra, var shortage) = book.Prune(now).Reserve(request, now);
        if (shortage is { Limit.Period: not BudgetPeriod.Total } reached && !request.IsProbe)
            await NoticeAsync(request.Place, request.Terms, request.Thread, [reached.Limit], isReached: true);
        return new(epoch, isExtra, shortage);
    }

    public async Task SettleAsync(SettleBudget settled)
    {
        var after = book.Settle(settled);
        if (after == book) return;
        book = after;
        await NoticeAsync(settled.Place, settled.Terms, settled.Thread, settled.Terms.Limits, isReached: false);
    }

    public Task<BudgetView> ReadAsync(BudgetPlace place, BudgetTerms terms)
    {
        var now = Services.Time.GetUtcNow();
        return Task.FromResult(new BudgetView
        {
            Terms = terms,
            Limits = [.. terms.Limits.Select(limit => book.StatusOf(limit, place, now))],
            Notices = journal.State.Told,
        });
    }

    /// <summary>Has each limit told that came near, once, in the thread that came there.</summary>
    private async Task NoticeAsync(
        BudgetPlace place, BudgetTerms terms, Guid thread, ImmutableArray<BudgetLimit> limits, bool isReached)
    {
        var draft = Begin(new EventScope(tenant, place.Workspace, thread, CallerContext.System));
        foreach (var limit in limits.Where(limit => limit.Period is not BudgetPeriod.Total))
        {
            var status = book.StatusOf(limit, place, draft.Now);
            var subject = place.SubjectOf(limit.Level);
            if (journal.Next.Due(status, subject, isReached) is not { } percent) continue;
            var notice = new BudgetNotice
            {
                Id = Services.Ids.Next(),
                Limit = limit,
                Subject = subject,
                From = status.From,
                Percent = percent,
                Spent = status.Spent,
                Currency = terms.Currency,
                Thread = thread,
                AtUs = Microseconds.Of(draft.Now),
            };
            draft.Append(journal, Labels.System, new BudgetNoticed(notice));
            draft.WhenDurable(() => Tell(notice));
        }

        await CommitAsync(draft);
    }

    private void Tell(BudgetNotice notice)
    {
        var thread = new ThreadId(tenant, notice.Thread);
        courier.Send(
            tenant,
            $"budget {notice.Id:N}",
            grains => grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey()).ShowBudgetAsync(notice));
    }

    /// <summary>
    /// What was handed out long ago and not settled: its run may have died, or its word been lost. The runs' journals
    /// say. Where nothing is handed out there is nothing to keep.
    /// </summary>
    private async Task CheckAsync(CancellationToken cancellation)
    {
        var now = Services.Time.GetUtcNow();
        if (book.Holds.IsEmpty)
        {
            if (now - usedAt >= IdleTimeMax) DeactivateOnIdle();
            return;
        }

        var before = Microseconds.Of(now - SeenTimeMax);
        if (book.Holds.Values.Any(hold => hold.SeenUs < before)) await ReadBooksAsync(cancellation);
    }

    /// <summary>A journal's id is its own, also where there is one for each tenant.</summary>
    private static JournalId JournalOf(TenantId tenant) => new(
        tenant,
        JournalKind.Budget,
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"budget {tenant.Text}")).AsSpan(0, 16), bigEndian: true));

    private async Task ReadBooksAsync(CancellationToken cancellation)
    {
        var now = usedAt = Services.Time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (life, holds, spent) = await books.BeginAsync(tenant, today, cancellation);
        (epoch, book) = (life, BudgetBook.Of(holds, spent, now));
    }
}

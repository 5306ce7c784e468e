using OmniSage.GrainInterfaces.Accounts;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Accounts;

namespace OmniSage.Grains.Accounts;

[GrainType("account")]
internal sealed class AccountGrain(JournalServices services) : JournaledGrain(services), IAccountGrain
{
    private AccountId id;
    private Journal<AccountState> journal = null!;

    private long NowUs => Microseconds.Of(Services.Time.GetUtcNow());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = AccountId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<AccountState>(
            new(TenantId.Install, JournalKind.Account, id.Value), cancellationToken);
    }

    public async Task OpenAsync(string name, bool isOperator)
    {
        if (journal.State.Opened is not null) return;
        var draft = Begin(CallerContext.System);
        draft.Append(journal, Labels.System, new AccountOpened(Titles.Of(name), isOperator));
        draft.Change(AccountRows.Upsert(id, Titles.Of(name), isOperator, draft.Now));
        await CommitAsync(draft);
    }

    public async Task OfferSignInAsync(SignInOffer offer)
    {
        if (journal.State.Opened is null)
            throw new OmniSageException(ErrorCodes.NotFound, "There is no such account.");
        if (journal.State.Links.ContainsKey(offer.Hash)) return;
        var draft = Begin(id.Value.ToString("N"));
        draft.Append(journal, Labels.Member, new SessionOffered(
            offer.Hash, offer.Tenant.Value, offer.Role, Microseconds.Of(draft.Now + SignInOffer.TimeMax)));
        await CommitAsync(draft);
    }

    public async Task<Session?> OpenSessionAsync(OpenSession command)
    {
        if (journal.State.Sessions.TryGetValue(command.Hash, out var known))
            return known.Link == command.Link ? journal.State.Find(command.Hash, NowUs) : null;
        var events = journal.State.Open(command, Services.Ids.Next(), NowUs);
        if (events.IsEmpty) return null;
        var draft = Begin(id.Value.ToString("N"));
        foreach (var payload in events) draft.Append(journal, Labels.Member, payload);
        await CommitAsync(draft);
        return journal.State.Find(command.Hash, NowUs);
    }

    public Task<Session?> FindSessionAsync(string hash) => Task.FromResult(journal.State.Find(hash, NowUs));

    public Task<ImmutableArray<Session>> ListSessionsAsync(TenantId tenant) =>
        Task.FromResult<ImmutableArray<Session>>([.. journal.State.OpenIn(tenant, NowUs)]);

    public async Task<bool> CloseSessionAsync(TenantId tenant, Guid session)
    {
        if (journal.State.OpenIn(tenant, NowUs).All(open => open.Id != session)) return false;
        var draft = Begin(id.Value.ToString("N"));
        draft.Append(journal, Labels.Member, new SessionClosed(session, "signed out"));
        await CommitAsync(draft);
        return true;
    }

    private Draft Begin(string actor) =>
        Begin(new EventScope(TenantId.Install, Workspace: null, Thread: null, actor));
}

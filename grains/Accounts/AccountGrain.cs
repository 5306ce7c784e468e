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

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = AccountId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<AccountState>(
            new(TenantId.Install, JournalKind.Account, id.Value), cancellationToken);
    }

    public async Task OpenAsync(string name, bool isOperator)
    {
        if (journal.State.Opened is not null) return;
        var draft = Begin(new(TenantId.Install, Workspace: null, Thread: null, CallerContext.System));
        draft.Append(journal, Labels.System, new AccountOpened(Titles.Of(name), isOperator));
        draft.Change(AccountRows.Upsert(id, Titles.Of(name), isOperator, draft.Now));
        await CommitAsync(draft);
    }
}

namespace OmniSage.GrainInterfaces.Journals;

/// <summary>What a journal is about. Stored by name in lower case; a released name is never reused.</summary>
public enum JournalKind
{
    Run,
    Thread,
    Approval,
    Budget,
    Workspace,
    Tenant,
    Channel,
    Schedule,
    Memory,
    Account,
    Install,
    Vault,
}

using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.GrainInterfaces.Workspaces;

/// <summary>
/// What holds in a workspace: its policy and its settings, every version of them, and the grants that people have made.
/// Keyed by <see cref="WorkspaceId"/>. A document is never changed, only followed by another version; a grant is never
/// used more often than it says; an agent keeps its id.
/// </summary>
[Alias("omnisage.workspace"), GrainInterfaceType("workspace")]
public interface IWorkspaceGrain : ISettingsOwner
{
    /// <summary>The current document and the grants that hold.</summary>
    [Alias("get-policy"), ReadOnly]
    Task<PolicySnapshot> GetPolicyAsync();

    /// <summary>One version with its text, or null; without a number the current one.</summary>
    [Alias("get-policy-text"), ReadOnly]
    Task<DocumentText?> GetPolicyTextAsync(int? version);

    /// <summary>The versions below <paramref name="before"/> (all without it), newest first.</summary>
    [Alias("get-policy-history"), ReadOnly]
    Task<ImmutableArray<DocumentVersion>> GetPolicyHistoryAsync(int? before, int max);

    /// <summary>Makes a document the current version. Repeating it changes nothing.</summary>
    [Alias("change-policy")]
    Task<DocumentReceipt> ChangePolicyAsync(DocumentChange change);

    /// <summary>Makes the text of an earlier version the current one, as a new version.</summary>
    [Alias("roll-back-policy")]
    Task<DocumentReceipt> RollBackPolicyAsync(DocumentRollback rollback);

    /// <summary>What policy would say of a call; nothing is done, and no grant is used.</summary>
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.InvalidArgument"/>: there is no such tool, or the arguments are no JSON object.
    /// </exception>
    [Alias("test-policy"), ReadOnly]
    Task<PolicyAnswer> TestPolicyAsync(PolicyQuestion question);

    /// <summary>The grants that hold, oldest first.</summary>
    [Alias("list-grants"), ReadOnly]
    Task<ImmutableArray<Grant>> ListGrantsAsync();

    /// <summary>Makes a grant. Repeating it with the same id changes nothing.</summary>
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.InvalidArgument"/>: terms beyond the bounds; <see cref="ErrorCodes.LimitReached"/>.
    /// </exception>
    [Alias("make-grant")]
    Task MakeGrantAsync(GrantOrder order);

    /// <summary>
    /// Uses a grant for one step of a run: durable before it is answered, and counted once however often it is asked.
    /// </summary>
    [Alias("use-grant")]
    Task<GrantUse> UseGrantAsync(Guid grant, RunId run, int step);

    /// <summary>Ends a grant at once. Answers whether it was there; repeating it changes nothing.</summary>
    /// <exception cref="OmniSageException"><see cref="ErrorCodes.NotFound"/>: the role does not allow it.</exception>
    [Alias("revoke-grant")]
    Task<bool> RevokeGrantAsync(Guid grant, DocumentAuthor author);

    /// <summary>
    /// Its agents: the built-in one first, the others by slug, those that the settings name no more included.
    /// </summary>
    [Alias("list-agents"), ReadOnly]
    Task<ImmutableArray<AgentSummary>> ListAgentsAsync();

    /// <summary>Puts a file into the workspace; what was there under its path is replaced.</summary>
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.InvalidArgument"/>: the path; <see cref="ErrorCodes.LimitReached"/>: too many files, or
    /// too many bytes; <see cref="ErrorCodes.NotFound"/>: the content was not kept, or has not so many bytes;
    /// <see cref="ErrorCodes.JournalConflict"/>: something else is there than was seen.
    /// </exception>
    [Alias("put-file")]
    Task<WorkspaceFile> PutFileAsync(PutFile file);

    /// <summary>
    /// Takes a file out of the workspace, only as it was seen where that is given; whether it was there. Repeating it
    /// changes nothing.
    /// </summary>
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.JournalConflict"/>: it is not what was seen, and stays.
    /// </exception>
    [Alias("remove-file")]
    Task<bool> RemoveFileAsync(string path, Guid by, SeenFile? seen);
}

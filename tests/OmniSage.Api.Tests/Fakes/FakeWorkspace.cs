using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>
/// A workspace whose policies and settings are any text, and whose agents are the world's.
/// </summary>
[GrainType("workspace")]
internal sealed class FakeWorkspace(World world) : Grain, IWorkspaceGrain
{
    private readonly FakeDocument policy = new(PolicyPresets.TextOf(PolicyPresets.Default));
    private readonly FakeDocument settings = new("settings: 1\n");

    public Task<PolicySnapshot> GetPolicyAsync() => throw new NotSupportedException();

    public Task<DocumentText?> GetPolicyTextAsync(int? version) => policy.FindAsync(version);

    public Task<ImmutableArray<DocumentVersion>> GetPolicyHistoryAsync(int? before, int max) =>
        policy.ListAsync(before, max);

    public Task<DocumentReceipt> ChangePolicyAsync(DocumentChange change) => policy.ChangeAsync(change);

    public Task<DocumentReceipt> RollBackPolicyAsync(DocumentRollback rollback) => policy.RollBackAsync(rollback);

    public Task<SettingsSnapshot> GetSettingsAsync() => throw new NotSupportedException();

    public Task<DocumentText?> GetSettingsTextAsync(int? version) => settings.FindAsync(version);

    public Task<ImmutableArray<DocumentVersion>> GetSettingsHistoryAsync(int? before, int max) =>
        settings.ListAsync(before, max);

    public Task<DocumentReceipt> ChangeSettingsAsync(DocumentChange change) => settings.ChangeAsync(change);

    public Task<DocumentReceipt> RollBackSettingsAsync(DocumentRollback rollback) => settings.RollBackAsync(rollback);

    public Task<PolicyAnswer> TestPolicyAsync(PolicyQuestion question)
    {
        if (question.Tool is "none") throw new OmniSageException(ErrorCodes.InvalidArgument, "There is no such tool.");
        world.Questions.Add(question);
        return Task.FromResult(new PolicyAnswer
        {
            Version = policy.Current.Version.Number,
            Hosts = ["example.com"],
            Paths = [],
            Decision = new()
            {
                Verdict = PolicyVerdict.Ask,
                Rule = "ground:other-host",
                Why = "The policy does not list the host.",
                Ask = new(["admin", "owner"], AskMode.Once),
                Offer = Terms,
            },
            Findings =
            [
                new("ground:other-host", PolicyVerdict.Ask, AskMode.Once, "The policy does not list the host.", false),
                new("ground:inside", PolicyVerdict.Allow, null, "Inside.", false),
            ],
        });
    }

    public Task<ImmutableArray<Grant>> ListGrantsAsync() => Task.FromResult(world.Grants
        .Select(id => new Grant
        {
            Id = id, Terms = Terms, By = Guid.Empty, MadeUs = 0, ExpiresUs = 1_000_000, Uses = 1,
        })
        .ToImmutableArray());

    public Task MakeGrantAsync(GrantOrder order) => throw new NotSupportedException();

    public Task<GrantUse> UseGrantAsync(Guid grant, RunId run, int step) => throw new NotSupportedException();

    public Task<bool> RevokeGrantAsync(Guid grant, DocumentAuthor author) =>
        Task.FromResult(world.Grants.Remove(grant));

    public Task<ImmutableArray<AgentSummary>> ListAgentsAsync() => Task.FromResult(world.Agents.Insert(
        0, new() { Id = BuiltInAgent.IdIn(Id.Value), Slug = BuiltInAgent.Slug, Name = BuiltInAgent.Name }));

    public Task<WorkspaceFile> PutFileAsync(PutFile file)
    {
        Assert.Null(WorkspaceFilePath.WhyRefused(file.Path));
        if (!world.Artifacts.Has(Id.Tenant, file.Sha256))
            throw new OmniSageException(ErrorCodes.NotFound, "The content was not kept.");
        var current = world.Artifacts.Files.GetValueOrDefault((Id.Tenant, Id.Value, file.Path));
        if (file.Seen is { } seen && seen.Sha256 != current?.Sha256)
            throw new OmniSageException(ErrorCodes.JournalConflict, "Something else is there.");
        return Task.FromResult(world.Artifacts.Files[(Id.Tenant, Id.Value, file.Path)] = new()
        {
            Path = file.Path,
            Sha256 = file.Sha256,
            Bytes = file.Bytes,
            MediaType = file.Path.EndsWith(".html", StringComparison.Ordinal) ? "text/html" : "text/plain",
            Labels = Labels.Member,
            By = file.By,
            UpdatedUs = 1_700_000_000_000_000,
        });
    }

    public Task<bool> RemoveFileAsync(string path, Guid by, SeenFile? seen) =>
        Task.FromResult(world.Artifacts.Files.TryRemove((Id.Tenant, Id.Value, path), out _));

    private WorkspaceId Id => WorkspaceId.Parse(this.GetPrimaryKeyString());

    private static GrantTerms Terms { get; } = new()
    {
        Tool = "web.fetch", Version = 1, Agent = "default", Hosts = ["example.com"], UsesMax = 20, Days = 30,
    };
}

using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>
/// A workspace whose policies are any text; one that begins with <c>wrong</c> is not acceptable at two places.
/// </summary>
[GrainType("workspace")]
internal sealed class FakeWorkspace(World world) : Grain, IWorkspaceGrain
{
    private readonly List<PolicyText> versions =
    [
        new(new() { Number = 0, Note = "first", Seq = 0 }, PolicyPresets.TextOf(PolicyPresets.Default)),
    ];

    private PolicyText Current => versions[^1];

    public Task<PolicySnapshot> GetPolicyAsync() => throw new NotSupportedException();

    public Task<PolicyText?> GetPolicyTextAsync(int? version) => Task.FromResult(
        version is null ? Current : versions.Find(known => known.Version.Number == version));

    public Task<ImmutableArray<PolicyVersion>> GetPolicyHistoryAsync(int? before, int max) => Task.FromResult(
        Enumerable.Reverse(versions).Select(known => known.Version)
            .Where(version => before is null || version.Number < before).Take(max).ToImmutableArray());

    public Task<PolicyReceipt> ChangePolicyAsync(PolicyChange change) =>
        Task.FromResult(Change(change.Text, change.Note, change.Expected, change.Author, restores: null));

    public Task<PolicyReceipt> RollBackPolicyAsync(PolicyRollback rollback) => Task.FromResult(
        versions.Find(known => known.Version.Number == rollback.To) is { } old
            ? Change(old.Text, rollback.Note, rollback.Expected, rollback.Author, rollback.To)
            : new(PolicyOutcome.NotFound, Current.Version.Number, []));

    public Task<PolicyAnswer> TestPolicyAsync(PolicyQuestion question)
    {
        if (question.Tool is "none") throw new OmniSageException(ErrorCodes.InvalidArgument, "There is no such tool.");
        world.Questions.Add(question);
        return Task.FromResult(new PolicyAnswer
        {
            Version = Current.Version.Number,
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

    public Task<bool> RevokeGrantAsync(Guid grant, PolicyAuthor author) => Task.FromResult(world.Grants.Remove(grant));

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

    private PolicyReceipt Change(string text, string note, int? expected, PolicyAuthor author, int? restores)
    {
        var number = Current.Version.Number;
        if (!author.MayChange) return new(PolicyOutcome.NotAllowed, number, []);
        if (text == Current.Text) return new(PolicyOutcome.Unchanged, number, []);
        if (expected is not null && expected != number) return new(PolicyOutcome.Conflict, number, []);
        if (text.StartsWith("wrong", StringComparison.Ordinal))
            return new(PolicyOutcome.Invalid, number, [new(1, 2, "Wrong here."), new(3, 4, "Wrong there.")]);
        versions.Add(new(
            new() { Number = number + 1, By = author.Account, AtUs = 0, Note = note, Restores = restores, Seq = 1 },
            text));
        return new(PolicyOutcome.Changed, number + 1, []);
    }
}

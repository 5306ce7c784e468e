using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Documents;
using OmniSage.Grains.Documents;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Settings;

/// <summary>
/// What the grains of tenants and of workspaces do with their settings: shows the versions, and judges what is to
/// become of them. What it answers to be written is the grain's to commit.
/// </summary>
internal sealed class SettingsDesk
{
    private static readonly DocumentText First = new(
        new() { Number = 0, Note = "nothing is set", Seq = 0 }, $"settings: {SettingsReader.Form}\n");

    private readonly SettingsScope scope;
    private readonly GuidSource ids;
    private readonly DocumentDesk desk;

    public SettingsDesk(SettingsScope scope, JournalId journal, IHistory history, ToolCatalog tools, GuidSource ids)
    {
        (this.scope, this.ids) = (scope, ids);
        desk = new(
            new(
                First,
                text => SettingsReader.Read(text, scope, tools.All).Faults,
                payload => (payload as SettingsWritten)?.Text),
            journal,
            history);
    }

    public DocumentDesk Versions => desk;

    /// <summary>The document as the state holds it, once this is written.</summary>
    public static VersionedDocument Follow(VersionedDocument document, SettingsWritten written, long seq, long atUs) =>
        document.Follow(written.Text, new()
        {
            Number = written.Version,
            By = written.By,
            AtUs = atUs,
            Note = written.Note,
            Restores = written.Restores,
            Seq = seq,
        });

    public (DocumentReceipt Receipt, SettingsWritten? Written) Change(
        VersionedDocument document, IReadOnlyDictionary<string, Guid> agents, DocumentChange change) =>
        Write(desk.Judge(document, change), change.Text, change.Note, null, change.Author, agents);

    public async Task<(DocumentReceipt Receipt, SettingsWritten? Written)> RollBackAsync(
        VersionedDocument document, IReadOnlyDictionary<string, Guid> agents, DocumentRollback rollback)
    {
        var (receipt, text) = await desk.JudgeAsync(document, rollback);
        return Write(receipt, text, rollback.Note, rollback.To, rollback.Author, agents);
    }

    private (DocumentReceipt Receipt, SettingsWritten? Written) Write(
        DocumentReceipt receipt,
        string text,
        string note,
        int? restores,
        DocumentAuthor author,
        IReadOnlyDictionary<string, Guid> agents)
    {
        if (receipt.Outcome is not DocumentOutcome.Changed) return (receipt, null);
        var named = SettingsReader.Read(text, scope).Document!.Agents.Keys;
        ImmutableArray<NamedAgent> added =
        [
            .. named.Where(slug => slug != BuiltInAgent.Slug && !agents.ContainsKey(slug))
                .Select(slug => new NamedAgent(ids.Next(), slug)),
        ];
        if (agents.Count + added.Length > SettingsBounds.AgentsEverMax)
        {
            throw new OmniSageException(
                ErrorCodes.LimitReached, $"A workspace names at most {SettingsBounds.AgentsEverMax} agents, ever.");
        }

        return (receipt, new(receipt.Version, text, note, author.Account, restores, added));
    }
}

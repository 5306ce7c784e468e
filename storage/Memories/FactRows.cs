using System.Buffers.Binary;
using System.Security.Cryptography;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Memories;

/// <summary>
/// The <c>memory_fact</c> table: facts as they are listed and searched. On both databases its index follows the rows by
/// itself.
/// </summary>
public static class FactRows
{
    private const string Columns =
        "tenant_id, fact_id, scope_id, scope_kind, workspace_id, subject_id, seq, text, words, search_key, importance, "
        + "trust, sensitivity, sources, has_more_sources, author_id, valid_from_us, expires_us, supersedes_id, "
        + "source_kind, source_journal_id, source_seq, source_event_id, source_thread_id, source_run_id, "
        + "source_message_id";

    /// <summary>What readers get, by the alias <c>f</c>; the words are for the score.</summary>
    internal const string Selected =
        "f.fact_id, f.scope_kind, f.workspace_id, f.subject_id, f.seq, f.text, f.importance, f.trust, f.sensitivity, "
        + "f.sources, f.has_more_sources, f.author_id, f.valid_from_us, f.expires_us, f.supersedes_id, f.source_kind, "
        + "f.source_journal_id, f.source_seq, f.source_event_id, f.source_thread_id, f.source_run_id, "
        + "f.source_message_id";

    private static readonly Statement Add = new(
        "memory_fact",
        $"INSERT INTO memory_fact ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
            + "$15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)",
        Text, Text, Text, Text, Text, Text, Number, Text, Text, Number, Number, Text, Text, Text, Number, Text,
        Number, Number, Text, Text, Text, Number, Text, Text, Text, Text);

    private static readonly Statement SetReplaced = new(
        "memory_fact",
        "UPDATE memory_fact SET replaced_by_id = $3 WHERE tenant_id = $1 AND fact_id = $2",
        Text, Text, Text);

    private static readonly Statement Remove = new(
        "memory_fact", "DELETE FROM memory_fact WHERE tenant_id = $1 AND fact_id = $2", Text, Text);

    public static RowChange Insert(MemoryScopeId scope, Fact fact) => Add.With(
        scope.Tenant,
        fact.Id.ToString("N"),
        scope.Value.ToString("N"),
        EnumText<MemoryScopeKind>.Of(fact.Scope.Kind),
        fact.Scope.Workspace?.ToString("N"),
        fact.Scope.Subject.ToString("N"),
        fact.Seq,
        Sql.Clean(fact.Text),
        string.Join(' ', FactWords.Of(fact.Text)),
        SearchKey(fact.Id),
        (long)fact.Importance,
        LabelColumns.TrustOf(fact.Labels),
        LabelColumns.SensitivityOf(fact.Labels),
        LabelColumns.SourcesOf(fact.Labels),
        LabelColumns.OverflowOf(fact.Labels),
        fact.By.ToString("N"),
        fact.ValidFromUs,
        fact.ExpiresUs,
        fact.Supersedes?.ToString("N"),
        fact.Source.JournalKind is { } kind ? EnumText<JournalKind>.Of(kind) : null,
        fact.Source.Journal?.ToString("N"),
        fact.Source.Seq,
        fact.Source.Event?.ToString("N"),
        fact.Source.Thread?.ToString("N"),
        fact.Source.Run?.ToString("N"),
        fact.Source.Message?.ToString("N"));

    /// <summary>Takes a fact out of lists and search, since another has taken its place.</summary>
    public static RowChange Replace(TenantId tenant, Guid fact, Guid by) =>
        SetReplaced.With(tenant, fact.ToString("N"), by.ToString("N"));

    public static RowChange Delete(TenantId tenant, Guid fact) => Remove.With(tenant, fact.ToString("N"));

    internal static Fact Read(DbDataReader row) => new()
    {
        Id = row.Id(0),
        Scope = new(EnumText<MemoryScopeKind>.Parse(row.GetString(1)), row.Id(3), row.IdOrNull(2)),
        Seq = row.GetInt64(4),
        Text = row.GetString(5),
        Importance = (int)row.GetInt64(6),
        Labels = LabelColumns.Read(row, 7),
        By = row.Id(11),
        ValidFromUs = row.GetInt64(12),
        ExpiresUs = row.NumberOrNull(13),
        Supersedes = row.IdOrNull(14),
        Source = new()
        {
            JournalKind = row.TextOrNull(15) is { } kind ? EnumText<JournalKind>.Parse(kind) : null,
            Journal = row.IdOrNull(16),
            Seq = row.NumberOrNull(17),
            Event = row.IdOrNull(18),
            Thread = row.IdOrNull(19),
            Run = row.IdOrNull(20),
            Message = row.IdOrNull(21),
        },
    };

    /// <summary>
    /// The number by which SQLite's search index knows the fact: 63 bits of the SHA-256 of its id, as a rowid would not
    /// outlive VACUUM.
    /// </summary>
    private static long SearchKey(Guid fact) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(fact.ToByteArray(bigEndian: true))) & long.MaxValue;
}

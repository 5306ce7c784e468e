namespace OmniSage.Storage.Writes;

/// <summary>
/// One static SQL text that both databases understand, with parameters <c>$1</c> … in the order of
/// <see cref="Kinds"/>; each writer prepares it once per connection. The first parameter is always the tenant.
/// </summary>
internal sealed class Statement(string table, string sql, params ColumnKind[] kinds)
{
    public string Table { get; } = table;

    public string Sql { get; } = sql;

    public ColumnKind[] Kinds { get; } = kinds;

    /// <summary>Whether a broken constraint means that another activation wrote to the journal first.</summary>
    public bool IsFence { get; init; }

    public RowChange With(TenantId tenant, params ReadOnlySpan<object?> values)
    {
        object?[] all = [tenant.Text, .. values];
        if (all.Length != Kinds.Length) throw new ArgumentException($"{Table}: {Kinds.Length} values are needed.");
        return new(tenant, this, all);
    }

    /// <summary>What the unit is told whose row broke a constraint.</summary>
    public OmniSageException Refused(Exception? inner = null) => IsFence
        ? new(ErrorCodes.JournalConflict, "Another activation wrote to this journal first.", retryable: true, inner)
        : new(ErrorCodes.InvalidArgument, $"A row of {Table} breaks a rule of its table.", retryable: false, inner);
}

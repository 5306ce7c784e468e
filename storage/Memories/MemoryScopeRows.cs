using OmniSage.GrainInterfaces.Memory;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Memories;

/// <summary>The <c>memory_scope</c> table: when something of a scope was erased last.</summary>
public static class MemoryScopeRows
{
    private static readonly Statement Put = new(
        "memory_scope",
        "INSERT INTO memory_scope (tenant_id, scope_id, erased_us) VALUES ($1, $2, $3) "
            + "ON CONFLICT (tenant_id, scope_id) DO UPDATE SET erased_us = excluded.erased_us",
        Text, Text, Number);

    /// <summary>
    /// To be written behind the rows that were removed: on SQLite it has the search index written anew, which otherwise
    /// keeps words of what was deleted until some later merge.
    /// </summary>
    public static RowChange Erased(MemoryScopeId scope, DateTimeOffset at) =>
        Put.With(scope.Tenant, scope.Value.ToString("N"), Microseconds.Of(at));
}

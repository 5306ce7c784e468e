namespace OmniSage.Storage.Migrations;

/// <summary>A connection that may change the schema, and what differs between the databases in doing so.</summary>
internal sealed record MigrationTarget(DbConnection Connection, bool IsShared) : IAsyncDisposable
{
    /// <summary>The folder under <c>deploy/migrations</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Begins a transaction that keeps every other migrator waiting.</summary>
    public required string Begin { get; init; }

    /// <summary>Makes <c>schema_version</c>; null where the connection may only look.</summary>
    public required string? VersionTable { get; init; }

    public ValueTask DisposeAsync() => IsShared ? ValueTask.CompletedTask : Connection.DisposeAsync();
}

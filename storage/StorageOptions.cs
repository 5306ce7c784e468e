namespace OmniSage.Storage;

/// <summary>Where and how things are stored. Checked at start; each refusal names the setting.</summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section: <c>Storage</c>.</summary>
    public const string Section = "Storage";

    /// <summary>SQLite in the data folder by default.</summary>
    public DatabaseKind Database { get; set; } = DatabaseKind.Sqlite;

    /// <summary>The folder of the SQLite database, of blobs and of the lock; <c>data</c> by default.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>
    /// SQLite in memory, blobs too, and nothing that outlives the process: for tests and the simulator.
    /// </summary>
    public bool InMemory { get; set; }

    /// <summary>
    /// PostgreSQL as the role <c>omnisage_app</c>; required with <see cref="DatabaseKind.Postgres"/>.
    /// </summary>
    public string? PostgresConnection { get; set; }

    /// <summary>
    /// PostgreSQL as the role <c>omnisage_owner</c>, for migrations; without it they must be applied already.
    /// </summary>
    public string? PostgresMigrationConnection { get; set; }

    /// <summary>Units that may wait for the database, 1 to 1,000,000.</summary>
    public int QueueUnitsMax { get; set; } = 32_768;

    /// <summary>Bytes that may wait for the database, 1 MiB to 64 GiB.</summary>
    public long QueueBytesMax { get; set; } = 128L << 20;

    /// <summary>Units of one commit, 1 to 10,000.</summary>
    public int BatchUnitsMax { get; set; } = 1024;

    /// <summary>Bytes of one commit, 64 KiB to 1 GiB; a larger unit is a commit of its own.</summary>
    public int BatchBytesMax { get; set; } = 4 << 20;

    /// <summary>Connections that write to PostgreSQL, 1 to 64; SQLite has one writer.</summary>
    public int PostgresWriters { get; set; } = 4;

    /// <summary>Connections that read, 1 to 64.</summary>
    public int Readers { get; set; } = 3;

    /// <summary>Reads that may wait for a connection on SQLite, 1 to 1,000,000.</summary>
    public int ReadsWaitingMax { get; set; } = 16_384;
}

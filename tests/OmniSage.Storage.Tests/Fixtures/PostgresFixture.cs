namespace OmniSage.Storage.Tests.Fixtures;

/// <summary>
/// A PostgreSQL database of its own, made through the administrator's connection in <c>OMNISAGE_TEST_POSTGRES</c> and
/// prepared as an administrator would: roles.sql, then migrations as the owner, everything else as the app role.
/// </summary>
public sealed class PostgresFixture : StorageFixture
{
    public const string Setting = "OMNISAGE_TEST_POSTGRES";

    private readonly string? administrator = Environment.GetEnvironmentVariable(Setting);
    public string Folder { get; } = Directory.CreateTempSubdirectory("omnisage-storage-").FullName;
    private string name = "";

    public override string? SkipReason => string.IsNullOrEmpty(administrator)
        ? $"PostgreSQL is not tested: {Setting} holds no administrator's connection string."
        : null;

    /// <summary>As the administrator, who sees all rows.</summary>
    public string AdministratorConnection => PostgresServer.As(administrator!, name);

    public string AppConnection => PostgresServer.AsApp(administrator!, name);

    public override async ValueTask InitializeAsync()
    {
        if (SkipReason is null) name = await PostgresServer.CreateDatabaseAsync(administrator!);
        await base.InitializeAsync();
    }

    public override void Configure(StorageOptions options)
    {
        options.Database = DatabaseKind.Postgres;
        options.DataFolder = Folder;
        options.PostgresConnection = AppConnection;
        options.PostgresMigrationConnection = PostgresServer.AsOwner(administrator!, name);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        if (SkipReason is not null) return;
        await PostgresServer.ExecuteAsync(administrator!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }
}

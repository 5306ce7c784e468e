namespace OmniSage.Storage.Tests.Fixtures;

/// <summary>SQLite in a folder of its own.</summary>
public sealed class SqliteFixture : StorageFixture
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("omnisage-storage-").FullName;

    public override void Configure(StorageOptions options) => options.DataFolder = Folder;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

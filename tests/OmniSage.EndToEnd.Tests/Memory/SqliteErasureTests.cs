namespace OmniSage.EndToEnd.Tests.Memory;

/// <summary>SQLite's file, with secure_delete on; the write-ahead log goes when the last connection closes.</summary>
public sealed class SqliteErasureTests(ErasureSilo silo) : ErasureSuite(silo), IClassFixture<ErasureSilo>
{
    private readonly ErasureSilo silo = silo;

    protected override async Task<IReadOnlyList<(string Name, byte[] Bytes)>> FilesAsync()
    {
        var files = new List<(string, byte[])>();
        foreach (var path in Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories))
        {
            files.Add((path, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
        }

        return files;
    }
}

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OmniSage.Storage;
using OmniSage.Storage.Migrations;

namespace OmniSage.Crash.Tests;

/// <summary>
/// What keeps the silo from starting is said in one sentence, with exit code 1, and nothing is lost by it.
/// </summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-crash-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task SecondProcess_OnTheSameFolder_IsRefused()
    {
        await using var first = await SiloProcess.StartAsync(new(folder), Ct);

        await AssertRefusedAsync(
            new(folder), $"Another OmniSage (process {first.Id}) uses this data folder: {folder}.");

        using var client = first.Connect();
        Assert.NotEmpty(await client.OpenThreadAsync(Ct));
    }

    [Fact]
    public async Task Port_ThatIsInUse_IsNamed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await AssertRefusedAsync(
            new(folder) { Port = port }, $"Port {port} is in use. Choose another with --port, or stop what uses it.");
    }

    [Fact]
    public async Task DataFolder_ThatCannotBeMade_IsNamed()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "", Ct);
        var data = Path.Combine(file, "data");

        await AssertRefusedAsync(
            new(data), $"The data folder cannot be written: {data}; choose another with --data.");
    }

    [Fact]
    public async Task DataFolder_OnAReadOnlySystem_IsNamed()
    {
        const string data = "/proc/sys/omnisage";
        Assert.SkipUnless(Directory.Exists("/proc/sys"), "There is no /proc here, where nobody can make a folder.");

        await AssertRefusedAsync(
            new(data), $"The data folder cannot be written: {data}; choose another with --data.");
    }

    [Fact]
    public async Task Database_ThatIsNewer_IsRefusedAndKept()
    {
        await using (await SiloProcess.StartAsync(new(folder), Ct))
        {
        }

        await AddMigrationAsync();
        await AssertRefusedAsync(new(folder), "newer than this program's");
        await AssertRefusedAsync(new(folder), "start the newer program, or restore the backup made before it.");
    }

    /// <summary>What a later release would have done.</summary>
    private async Task AddMigrationAsync()
    {
        var services = new ServiceCollection();
        services.Configure<StorageOptions>(options => options.DataFolder = folder);
        services.AddLogging(logging => logging.ClearProviders()).AddStorage();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().ApplyAsync(
            name =>
                Migration.Load(name) is var known ? known.Add(new(known.Length + 1, "later", "SELECT 1")) : known, Ct);
    }

    private static async Task AssertRefusedAsync(SiloStart start, string sentence)
    {
        await using var silo = await SiloProcess.TryStartAsync(start, Ct);
        Assert.True(silo.HasExited, "The silo started.");
        Assert.Equal(1, await silo.WaitForExitAsync(Ct));
        Assert.Contains(sentence, silo.Errors, StringComparison.Ordinal);
        Assert.Single(silo.Errors.Trim().Split('\n'));
    }
}

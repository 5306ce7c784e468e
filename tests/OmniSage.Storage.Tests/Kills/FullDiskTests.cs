using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Migrations;

namespace OmniSage.Storage.Tests.Kills;

/// <summary>A full disk is said, loses nothing acknowledged, and is over when there is room again.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_Full_RefusesWritesUntilThereIsRoom()
    {
        var folder = Directory.CreateTempSubdirectory("omnisage-full-").FullName;
        Assert.SkipUnless(
            await RunAsync("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder),
            "A disk of its own cannot be mounted here (that needs root), so none can be filled.");
        try
        {
            await FillAsync(folder);
        }
        finally
        {
            await RunAsync("umount", "-l", folder);
            Directory.Delete(folder);
        }
    }

    private static async Task FillAsync(string folder)
    {
        await using var services = new ServiceCollection()
            .Configure<StorageOptions>(options => options.DataFolder = folder)
            .AddLogging().AddStorage().BuildServiceProvider();
        await services.GetRequiredService<Migrator>().ApplyAsync(Cancellation);
        var blobs = services.GetRequiredService<IBlobStore>();
        var head = JournalHead.Empty(new(new(Guid.CreateVersion7()), JournalKind.Run, Guid.CreateVersion7()));
        var fault = await Assert.ThrowsAsync<OmniSageException>(async () =>
        {
            while (true) head = await AppendAsync(services, head);
        });
        Assert.Equal(ErrorCodes.StorageUnavailable, fault.Code);
        fault = await Assert.ThrowsAsync<OmniSageException>(
            () => blobs.PutAsync(head.Journal.Tenant, new byte[8 << 20]));
        Assert.Equal(ErrorCodes.StorageUnavailable, fault.Code);

        var found = (await services.GetRequiredService<JournalStore>().OpenAsync(head.Journal, Cancellation)).Head;
        Assert.Equal(head.Seq, found.Seq);
        Assert.True(await RunAsync("mount", "-o", "remount,size=64m", folder));
        await AppendAsync(services, found);
        await blobs.PutAsync(head.Journal.Tenant, new byte[8 << 20]);
        Assert.Null(await services.GetRequiredService<JournalVerifier>().VerifyAsync(head.Journal, Cancellation));
    }

    private static async Task<JournalHead> AppendAsync(ServiceProvider services, JournalHead head)
    {
        var large = KilledWriter.Event(0) with { Payload = new byte[20_000] };
        var (sealedEvent, next) = HashChain.Seal(head, large, new());
        await services.GetRequiredService<WriteQueue>().CommitAsync(
            new UnitOfWork(head.Journal.Tenant).Append(sealedEvent));
        return next;
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode == 0;
    }
}

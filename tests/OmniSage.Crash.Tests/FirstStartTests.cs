using OmniSage.Crash.Tests.Silos;

namespace OmniSage.Crash.Tests;

/// <summary>
/// A first start that dies half way is finished by the next one: one account, one key, one workspace.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FirstStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-crash-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FirstStart_KilledOneCommitLaterEachTime_IsFinishedInTheEnd(bool isDurable)
    {
        var moment = isDurable ? KillMoment.After : KillMoment.Before;
        for (var commit = 1; ; commit++)
        {
            var start = CrashSilo.At(CrashSilo.Start(folder), new(moment, commit));
            await using var silo = await SiloProcess.TryStartAsync(start, Ct);
            if (silo.HasExited) continue;
            Assert.True(commit > 4, $"The first start made only {commit - 1} commits.");
            break;
        }

        await using var last = await SiloProcess.StartAsync(new(folder), Ct);
        using var client = last.Connect();
        var thread = await client.OpenThreadAsync(Ct);
        await client.SendAsync(thread, "hello", Ct);
        Assert.False(File.Exists(Path.Combine(folder, "first-start.json")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "api-key")));
    }

    [Fact]
    public async Task DataFolder_IsReadableByItsOwnerOnly()
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var made = Path.Combine(folder, "data");
        await using (await SiloProcess.StartAsync(new(folder), Ct))
        await using (await SiloProcess.StartAsync(new(made), Ct))
        {
            Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(made));
            Assert.All(
                Directory.GetFiles(folder, "omnisage.db*"), file => Assert.Equal(owner, File.GetUnixFileMode(file)));
        }
    }
}

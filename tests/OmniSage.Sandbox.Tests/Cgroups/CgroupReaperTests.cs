using System.Globalization;
using OmniSage.Sandbox.Cgroups;
using Xunit;

namespace OmniSage.Sandbox.Tests.Cgroups;

public sealed class CgroupReaperTests : IDisposable
{
    private const int Hosts = 400;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("omnisage-reaper-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task Reapers_ThatMeet_RemoveEachSessionAndDoNotStumble()
    {
        for (var host = 0; host < Hosts; host++)
        {
            // No process has such an id.
            root.CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"host-{int.MaxValue}-{host}/session"));
        }

        using var barrier = new Barrier(4);
        var removed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                barrier.SignalAndWait(Ct);
                return await CgroupReaper.ReapAsync(
                    [new(root.FullName, 1, ["memory"])], TimeSpan.FromSeconds(5), TimeProvider.System, Ct);
            },
            Ct)));
        Assert.Empty(root.EnumerateDirectories());
        Assert.All(removed, count => Assert.InRange(count, 0, Hosts));
    }
}

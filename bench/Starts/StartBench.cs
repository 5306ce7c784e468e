using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;

namespace OmniSage.Bench.Starts;

/// <summary>
/// From exec of <c>./omnisage up</c>, all built, to the line that says it is ready; and the memory it then has.
/// </summary>
internal static class StartBench
{
    private const int Rounds = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        List<double> first = [], later = [], resident = [];
        using (var spare = new Folder())
        {
            // Builds what is out of date, which the measured ones then find done.
            await using var built = await UpAsync(spare.Path, cancellation);
        }

        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new Folder();
            await using (var silo = await UpAsync(folder.Path, cancellation)) first.Add(silo.StartTime.TotalSeconds);
            await using (var silo = await UpAsync(folder.Path, cancellation))
            {
                later.Add(silo.StartTime.TotalSeconds);
                await Task.Delay(Idle, TimeProvider.System, cancellation);
                resident.Add(silo.ResidentMegabytes());
            }
        }

        return
        [
            new("start, first on its data folder", Numbers.Median(first), "s") { Goal = Goal.AtMost(3) },
            new("start, later", Numbers.Median(later), "s") { Goal = Goal.AtMost(3) },
            new("resident, idle", Numbers.Median(resident), "MB") { Goal = Goal.AtMost(250) },
        ];
    }

    private static Task<ChildSilo> UpAsync(string folder, CancellationToken cancellation) => ChildSilo.StartAsync(
        Launcher(), ["up", "--port", FreePort().ToString(CultureInfo.InvariantCulture), "--data", folder],
            folder,
            cancellation);

    /// <summary>The folder above the bench's output that holds the launcher.</summary>
    private static string Launcher()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var launcher = Path.Combine(folder.FullName, "omnisage");
            if (File.Exists(launcher)) return launcher;
        }

        throw new FileNotFoundException("There is no ./omnisage above the bench; run it from its source folder.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OmniSage.Storage.Tests.Fixtures;

/// <summary>
/// A PostgreSQL server that a test starts for itself, durable as in production, so that it can be killed.
/// </summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-postgres-").FullName;
    private readonly int port = FreePort();

    /// <summary>The newest installed server's programs, or null.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "pg_ctl"))).Order().LastOrDefault()
        : null;

    public string Administrator => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Timeout=5");

    private string Data => Path.Combine(folder, "data");

    public async Task CreateAsync()
    {
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", folder);
        await RunAsPostgresAsync("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "-N");
    }

    public Task StartAsync() => RunAsPostgresAsync(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o", FormattableString.Invariant(
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=on"), "start");

    /// <summary>kill -9 of the postmaster and, before anyone could tidy up, of all its children.</summary>
    public void Kill()
    {
        var postmaster = int.Parse(
            File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = Process.GetProcesses().Where(process => ParentOf(process.Id) == postmaster).ToList();
        Process.GetProcessById(postmaster).Kill();
        foreach (var child in children) child.Kill();
        foreach (var child in children) child.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await RunAsPostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static int ParentOf(int process)
    {
        try
        {
            var status = File.ReadAllText(FormattableString.Invariant($"/proc/{process}/stat"));
            return int.Parse(status[(status.LastIndexOf(')') + 4)..].Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunAsPostgresAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: the server would keep a pipe open after pg_ctl is done.
        const string quietly = "exec \"$@\" >/dev/null 2>&1";
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", quietly, "sh", program } };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}

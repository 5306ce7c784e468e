using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace OmniSage.Testing.Silos;

/// <summary>A process of OmniSage that a test started, and ends: by a signal, or with itself.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private const string ReadyLine = "OmniSage is ready: ";
    private const int SignalInterrupt = 2;
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndTimeMax = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly Task readingErrors;
    private readonly string dataFolder;
    private bool isDisposed;

    private SiloProcess(SiloStart start)
    {
        dataFolder = start.DataFolder;
        Started = Stopwatch.GetTimestamp();
        process = Process.Start(start.ToInfo())!;
        readingErrors = ReadErrorsAsync();
    }

    public int Id => process.Id;

    public Uri Url { get; private set; } = null!;

    /// <summary>Ticks of <see cref="Stopwatch"/>: the process was started, and it said that it is ready.</summary>
    public long Started { get; }

    public long Ready { get; private set; }

    /// <summary>What it said on its error channel so far.</summary>
    public string Errors
    {
        get
        {
            lock (errors) return errors.ToString();
        }
    }

    public bool HasExited => process.HasExited;

    /// <summary>A process that has said that it is ready.</summary>
    public static async Task<SiloProcess> StartAsync(SiloStart start, CancellationToken cancellation)
    {
        var silo = new SiloProcess(start);
        if (await silo.IsReadyAsync(cancellation)) return silo;
        await using (silo)
        {
            var code = await silo.WaitForExitAsync(cancellation);
            throw new InvalidOperationException($"The silo ended with {code} before it was ready: {silo.Errors}");
        }
    }

    /// <summary>A process that may end before it is ready; <see cref="HasExited"/> tells.</summary>
    public static async Task<SiloProcess> TryStartAsync(SiloStart start, CancellationToken cancellation)
    {
        var silo = new SiloProcess(start);
        if (!await silo.IsReadyAsync(cancellation)) await silo.WaitForExitAsync(cancellation);
        return silo;
    }

    /// <summary>A client with the key that the first start left in the data folder.</summary>
    public SiloClient Connect() => new(Url, File.ReadAllText(Path.Combine(dataFolder, "api-key")).Trim());

    /// <summary>Says a line to the process and waits for that answer.</summary>
    public async Task AskAsync(string line, string answer, CancellationToken cancellation)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
        await process.StandardInput.FlushAsync(cancellation);
        while (await ReadLineAsync($"'{answer}'", cancellation) is { } said)
        {
            if (said == answer) return;
        }

        throw new InvalidOperationException($"The silo ended without saying '{answer}': {Errors}");
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt()
    {
        if (Signal(process.Id, SignalInterrupt) != 0) throw new InvalidOperationException("The silo is gone already.");
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation).WaitAsync(EndTimeMax, cancellation);
        await readingErrors;
        return process.ExitCode;
    }

    /// <summary>Ends it if it runs. A second time changes nothing, so that why the first was needed is not hidden.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (!process.HasExited) process.Kill();
        await WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            while (await ReadLineAsync("its ready line", cancellation) is { } line)
            {
                if (!line.StartsWith(ReadyLine, StringComparison.Ordinal)) continue;
                Ready = Stopwatch.GetTimestamp();
                Url = new(line[ReadyLine.Length..]);
                return true;
            }

            return false;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task<string?> ReadLineAsync(string what, CancellationToken cancellation)
    {
        try
        {
            return await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(
                StartTimeMax, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {StartTimeMax} for the silo to say {what}. It said: {Errors}");
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lock (errors) errors.AppendLine(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}

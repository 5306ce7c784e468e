using System.Threading.Channels;

namespace OmniSage.Sandbox.Runner;

/// <summary>
/// How orders reach a resident runner and what it says comes back: through pipes of its own, or through the one stream
/// that a container engine gives.
/// </summary>
internal interface IRunnerLink
{
    /// <summary>What the runner says, in order; completes when the sandbox is gone.</summary>
    ChannelReader<RunnerStatus> Statuses { get; }

    /// <summary>Sends an order. False when nobody reads any more.</summary>
    Task<bool> SendAsync(ReadOnlyMemory<byte> order);

    /// <summary>How the status line that tells this event has to begin, for an order about to be sent.</summary>
    string Mark(RunnerEvent expected);

    /// <summary>From here on output goes to <paramref name="sink"/>.</summary>
    void Attach(OutputSink sink);

    /// <summary>Hands over what is still under way, then to nobody. Only when no process can write any more.</summary>
    void DrainAndDetach();

    /// <summary>Makes a named pipe inside through which a command reads <paramref name="source"/>.</summary>
    Task<IStdinFeed> FeedAsync(Stream source, long order);

    /// <summary>Puts a long line into a file inside, which <see cref="ForgetAsync"/> removes.</summary>
    Task KeepAsync(string path, string line);

    Task ForgetAsync(string path);
}

/// <summary>A command's standard input on its way in.</summary>
internal interface IStdinFeed : IDisposable
{
    /// <summary>Where the runner finds it.</summary>
    string Path { get; }

    /// <summary>Called once the runner has the pipe open.</summary>
    void Start();

    /// <summary>Stops feeding. Throws what the source threw.</summary>
    Task StopAsync();
}

/// <summary>Takes a piece of output; the bytes are only valid during the call.</summary>
internal delegate void OutputSink(OutputChannel channel, ReadOnlyMemory<byte> bytes);

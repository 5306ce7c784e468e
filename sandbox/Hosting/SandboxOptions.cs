namespace OmniSage.Sandbox;

/// <summary>Settings of the machine's sandboxes. Validated at start.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>
    /// Which driver makes the sessions: <c>bubblewrap</c>, or <c>docker</c>, which is reached through the sandbox
    /// daemon. Default <c>bubblewrap</c>.
    /// </summary>
    public string Driver { get; set; } = "bubblewrap";

    /// <summary>Limits of a session whose spec names none; warm sessions are made with these.</summary>
    public SandboxLimits Limits { get; set; } = new();

    /// <summary>Sessions at once on this host, 1 to 900. Default 32.</summary>
    public int PlacesMax { get; set; } = 32;

    /// <summary>Requests that may wait for a place, 0 to 10,000. Default 1,000; one more is refused.</summary>
    public int WaitingMax { get; set; } = 1000;

    /// <summary>
    /// Sessions kept ready beside the places, 0 to 50 and at most <see cref="PlacesMax"/>. Default 2.
    /// </summary>
    public int WarmSessions { get; set; } = 2;

    /// <summary>How long a session may take to start, 1 s to 5 min. Default 20 s.</summary>
    public TimeSpan StartTimeMax { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long everything in a sandbox may take to die before it is given up, 1 s to 1 min. Default 10 s.
    /// </summary>
    public TimeSpan KillTimeMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often polled limits are looked at, 10 ms to 5 s. Default 100 ms.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// First of 1,000 user ids that sessions run under, each its own, when this process is root; 1,000 to 2^31.
    /// No account of the machine may have one of them. Default 59,000.
    /// </summary>
    public int UserIdFirst { get; set; } = 59_000;

    /// <summary>
    /// Name of the control group that sessions are put below. Letters, digits, dashes. Default <c>omnisage</c>.
    /// </summary>
    public string CgroupName { get; set; } = "omnisage";

    /// <summary>The bubblewrap program: a path, or a name looked up in PATH. Default <c>bwrap</c>.</summary>
    public string BubblewrapPath { get; set; } = "bwrap";

    /// <summary>Settings of the docker driver.</summary>
    public DockerOptions Docker { get; set; } = new();

    /// <summary>Where the sandbox daemon listens; at most 100 bytes. Set by whoever composes the process.</summary>
    public string DaemonSocket { get; set; } = "sandboxd.sock";

    /// <summary>The command that starts the daemon when none listens; empty: a person starts it.</summary>
    public IReadOnlyList<string> DaemonCommand { get; set; } = [];

    /// <summary>What isolates the sessions that stand ready.</summary>
    internal SandboxKernel WarmKernel => Driver == "docker" ? Docker.Kernel : SandboxKernel.Host;
}

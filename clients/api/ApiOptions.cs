namespace OmniSage.Api;

/// <summary>How the HTTP API may be reached.</summary>
public sealed class ApiOptions
{
    /// <summary>The configuration section: <c>Api</c>.</summary>
    public const string Section = "Api";

    internal const int FileBytesLeast = 1024;
    internal const int FileBytesMost = 256 * 1024 * 1024;

    /// <summary>
    /// Host names under which the API answers besides <c>localhost</c>, <c>127.0.0.1</c> and <c>[::1]</c>; without
    /// port. Any other <c>Host</c> is refused, so that no web page can reach the API by a name of its own.
    /// Default: none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// How often an idle event stream shows that it is alive, and looks for lost events, 1 s to 30 s. Default 15 s.
    /// </summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Bytes of a file that somebody puts into the workspace, 1 KiB to 256 MiB; it is held in memory meanwhile.
    /// No more than <c>Agents:ArtifactBytesMax</c> is kept. Default 32 MiB.
    /// </summary>
    public int FileBytesMax { get; set; } = 32 * 1024 * 1024;

    /// <summary>How long a browser stays signed in, 1 hour to 90 days. Default 14 days.</summary>
    public TimeSpan SessionTimeMax { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// How long a client of the OpenAI-compatible API waits for an answer, 1 s to 1 h; the work goes on behind it.
    /// OpenAI's own clients wait ten minutes. Default 9 minutes.
    /// </summary>
    public TimeSpan AnswerTimeMax { get; set; } = TimeSpan.FromMinutes(9);

    /// <summary>
    /// Where the built web page is. Default: the folder <c>web</c> beside the program; without it there is no page.
    /// </summary>
    public string? WebFolder { get; set; }
}

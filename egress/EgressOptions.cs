namespace OmniSage.Egress;

/// <summary>Settings of outbound HTTP. Validated at start.</summary>
public sealed class EgressOptions
{
    /// <summary>The configuration section: <c>Egress</c>.</summary>
    public const string Section = "Egress";

    /// <summary>
    /// Hosts that may be reached although their addresses are not public: names or addresses, each with or without a
    /// port, such as <c>wiki.internal</c>, <c>10.0.0.5:8080</c>, <c>[fd00::5]:8080</c>. Without a port all ports are
    /// meant. At most 1,000. Default: none.
    /// </summary>
    public IList<string> PrivateHosts { get; init; } = [];

    /// <summary>Redirects followed in one request, 0 to 20. Default 5.</summary>
    public int RedirectsMax { get; set; } = 5;

    /// <summary>Bytes of a response's header, 1,024 to 1 MiB, in steps of 1,024. Default 32 KiB.</summary>
    public int HeaderBytesMax { get; set; } = 32 * 1024;

    /// <summary>
    /// Bytes of a response's body, unpacked, 1 KiB to 256 MiB. Default 8 MiB. A request may ask for less.
    /// </summary>
    public int BodyBytesMax { get; set; } = 8 << 20;

    /// <summary>Time of a whole request with its redirects, 1 s to 10 min. Default 30 s.</summary>
    public TimeSpan TimeMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time in which a connection must be made, all addresses of a host together, 1 s to 1 min. Default 10 s.
    /// </summary>
    public TimeSpan ConnectTimeMax { get; set; } = TimeSpan.FromSeconds(10);
}

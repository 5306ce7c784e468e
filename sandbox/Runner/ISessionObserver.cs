namespace OmniSage.Sandbox.Runner;

/// <summary>Looks at a session: what polled limits see, and why a command may have failed.</summary>
internal interface ISessionObserver
{
    /// <summary>Remembers how things are before a command.</summary>
    void Begin();

    /// <summary>The polled limit that is exceeded now, if one is.</summary>
    CommandEnd? FindExceeded();

    /// <summary>The better reason for a command that failed by itself.</summary>
    Task<CommandEnd> ExplainAsync(CommandEnd end, int? exitCode);
}

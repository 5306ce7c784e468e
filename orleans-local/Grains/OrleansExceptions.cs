namespace Orleans.Runtime;

// Their texts are Orleans' own, as callers may have seen them in logs of either build.

/// <summary>Root of what the runtime itself reports.</summary>
public class OrleansException : Exception
{
    public OrleansException(string message)
        : base(message)
    {
    }
}

/// <summary>A call that was not delivered.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }
}

/// <summary>The silo is stopping or has stopped.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException()
        : base("Silo unavailable")
    {
    }

    public SiloUnavailableException(string msg)
        : base(msg)
    {
    }
}

/// <summary>Too many calls wait for one activation.</summary>
public sealed class LimitExceededException : OrleansException
{
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit exceeded {limitName} Current={current} Threshold={threshold} {extraInfo}")
    {
    }
}

/// <summary>The silo cannot start as it is configured.</summary>
public sealed class OrleansConfigurationException(string message) : Exception(message);

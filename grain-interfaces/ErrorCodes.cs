namespace OmniSage.GrainInterfaces;

/// <summary>
/// Every code an <see cref="OmniSageException"/> can carry. A released code never changes its meaning.
/// </summary>
public static class ErrorCodes
{
    /// <summary>A grain key, or an id in it, is not of the form that its id type makes.</summary>
    public const string InvalidKey = "invalid_key";

    /// <summary>The caller's tenant is not the tenant of what was called.</summary>
    public const string WrongTenant = "wrong_tenant";

    /// <summary>Another activation wrote to the journal first; the call may be repeated.</summary>
    public const string JournalConflict = "journal_conflict";

    /// <summary>The journal's bytes do not match their hash chain.</summary>
    public const string JournalCorrupt = "journal_corrupt";

    /// <summary>
    /// The database did not take the write; whether it is durable is unknown until the journal is read again.
    /// </summary>
    public const string StorageUnavailable = "storage_unavailable";

    /// <summary>A client's id was sent before with another text; nothing was taken.</summary>
    public const string ClientIdReused = "client_id_reused";

    /// <summary>A bound was reached; the message names it.</summary>
    public const string LimitReached = "limit_reached";

    /// <summary>What was named does not exist, or not for this caller.</summary>
    public const string NotFound = "not_found";

    /// <summary>The arguments are not acceptable; the message says which and why.</summary>
    public const string InvalidArgument = "invalid_argument";
}

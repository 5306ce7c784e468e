namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>Reads the pictures of a thread's messages.</summary>
public interface IMessageImages
{
    /// <summary>The picture with that SHA-256 (64 hex digits) of this thread; null when it has none such.</summary>
    Task<(string MediaType, byte[] Content)?> FindAsync(
        ThreadId thread, string sha256, CancellationToken cancellation);
}

namespace OmniSage.Storage.Databases;

/// <summary>A hold that one process at a time has on a database.</summary>
internal interface IProcessHold : IAsyncDisposable
{
    /// <summary>
    /// Whether it is still held; takes it again where the connection was lost and nobody else came first.
    /// </summary>
    Task<bool> RenewAsync(CancellationToken cancellation);
}

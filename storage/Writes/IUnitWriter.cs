namespace OmniSage.Storage.Writes;

/// <summary>Writes units in the order they come per tenant, several in one commit; one for each database.</summary>
internal interface IUnitWriter : IAsyncDisposable
{
    /// <summary>Takes the unit; it is completed when it is durable or will not be. Never waits.</summary>
    void Post(PendingUnit unit);
}

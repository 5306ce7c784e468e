namespace OmniSage.Api.Documents;

/// <summary>What sets the endpoints of one document apart from those of another.</summary>
internal sealed record DocumentRoutes
{
    /// <summary>The last part of the address, and what people call it: <c>policy</c> or <c>settings</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>In the names of operations: <c>Policy</c>, <c>Settings</c>, <c>TenantSettings</c>.</summary>
    public required string Name { get; init; }

    public required string Tag { get; init; }

    /// <summary>Who may read it; only those who manage may change it.</summary>
    public required string Readers { get; init; }

    public required Func<HttpContext, IGrainFactory, DocumentDoor> Open { get; init; }
}

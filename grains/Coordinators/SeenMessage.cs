namespace OmniSage.Grains.Coordinators;

/// <summary>A client's id of a message, and what it was answered with.</summary>
internal sealed record SeenMessage(string ClientId, Guid Message, Guid Run);

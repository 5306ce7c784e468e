using System.Net;

namespace OmniSage.Sandbox.Docker;

/// <summary>The engine did not do what it was asked; never leaves the driver.</summary>
internal sealed class EngineException(string message, HttpStatusCode? status, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Null when there was no answer.</summary>
    internal HttpStatusCode? Status { get; } = status;
}

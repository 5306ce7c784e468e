using System.Security.Cryptography;
using System.Text;

namespace OmniSage.Grains.Coordinators;

/// <summary>A client's id of a message, what it was answered with, and a hash of what it said.</summary>
internal sealed record SeenMessage(string ClientId, Guid Message, Guid Run, string TextHash)
{
    public static SeenMessage Of(MessageReceived received) =>
        new(received.ClientId!, received.Message, received.Run, HashOf(received.Text));

    /// <summary>SHA-256 of the text; which of two texts a client meant by one id cannot be known.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

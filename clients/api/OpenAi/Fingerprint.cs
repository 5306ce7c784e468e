using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OmniSage.Api.Access;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// What a conversation is known by when its client sends it again: the SHA-256 of whose it is, which agent's, and all
/// that was said. Another account's, another tenant's or another agent's is another one, whatever was said. Pure.
/// </summary>
internal static class Fingerprint
{
    public static string Of(Scope scope, string agent, IEnumerable<ClientMessage> messages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, scope.Tenant.Text);
        Add(hash, scope.Workspace.Id.Value.ToString("N"));
        Add(hash, scope.Account.ToString("N"));
        Add(hash, agent);
        foreach (var message in messages)
        {
            Add(hash, message.Role);
            Add(hash, Plain(message.Text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>With its length before it, so that no text runs over into the next.</summary>
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    /// <summary>Clients tidy up ends of texts and of lines.</summary>
    private static string Plain(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}

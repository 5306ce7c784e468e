using System.Security.Cryptography;
using OmniSage.Storage.Journals;

namespace OmniSage.Storage.Vault;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) with a nonce of its own for each value: nonce, tag, ciphertext. What is sealed is
/// bound to a context, and opens under no other.
/// </summary>
internal static class Sealing
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> context, SaltSource salts)
    {
        var bytes = new byte[NonceBytes + TagBytes + value.Length];
        var nonce = bytes.AsSpan(0, NonceBytes);
        salts.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce, value, bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), context);
        return bytes;
    }

    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.JournalCorrupt"/>: it was changed, or sealed under another key or for another context.
    /// </exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> context)
    {
        if (bytes.Length < NonceBytes + TagBytes) throw Changed(null);
        var value = new byte[bytes.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(
                bytes[..NonceBytes],
                bytes[(NonceBytes + TagBytes)..],
                bytes.Slice(NonceBytes, TagBytes),
                value,
                context);
            return value;
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw Changed(fault);
        }
    }

    private static OmniSageException Changed(Exception? inner) => new(
        ErrorCodes.JournalCorrupt, "A sealed value does not open: it was changed, or sealed for something else.",
        inner: inner);
}

using System.Security.Cryptography;

namespace OmniSage.Storage.Journals;

/// <summary>
/// Where the salts of payload commitments come from: unpredictable, so that an erased payload cannot be guessed back.
/// The simulator replaces it, so that a seed gives the same hashes again.
/// </summary>
public class SaltSource
{
    public virtual void Fill(Span<byte> salt) => RandomNumberGenerator.Fill(salt);
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>
/// A secret that says whose it is: the code of a sign-in link, or what a browser's session is known by. It names the
/// tenant and the account, so that nothing has to be searched, and holds 256 random bits. Only its hash is kept.
/// </summary>
public sealed record AccountSecret
{
    private const int IdBytes = 16;
    private const int RandomBytes = 32;
    private const int Bytes = IdBytes + IdBytes + RandomBytes;
    private const int CharsMax = 128;

    private AccountSecret(TenantId tenant, AccountId account, string text) =>
        (Tenant, Account, Text) = (tenant, account, text);

    public TenantId Tenant { get; }

    public AccountId Account { get; }

    /// <summary>What the holder keeps; in base64url.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text, as 64 hex digits in lower case.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static AccountSecret Make(TenantId tenant, AccountId account)
    {
        var bytes = new byte[Bytes];
        tenant.Value.TryWriteBytes(bytes);
        account.Value.TryWriteBytes(bytes.AsSpan(IdBytes));
        RandomNumberGenerator.Fill(bytes.AsSpan(IdBytes + IdBytes));
        return new(tenant, account, Base64Url.EncodeToString(bytes));
    }

    /// <summary>Reads what <see cref="Make"/> made; null for everything else.</summary>
    public static AccountSecret? Read(string? text)
    {
        if (text is not { Length: > 0 and <= CharsMax } || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length != Bytes || Base64Url.EncodeToString(bytes) != text) return null;
        var tenant = new Guid(bytes.AsSpan(0, IdBytes));
        var account = new Guid(bytes.AsSpan(IdBytes, IdBytes));
        return tenant == Guid.Empty ? null : new(new(tenant), new(account), text);
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => nameof(AccountSecret);
}

using System.Security.Cryptography;
using System.Text;
using OmniSage.Storage.Journals;

namespace OmniSage.Storage.Vault;

/// <summary>The key that wraps the tenants' keys. It never leaves this class but as what it has wrapped.</summary>
internal sealed class MasterKey
{
    private const int KeyBytes = 32;
    private const int IdBytes = 8;

    private readonly byte[] key;

    private MasterKey(byte[] key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, IdBytes));
    }

    /// <summary>Tells master keys apart: the beginning of the key's SHA-256.</summary>
    public string Id { get; }

    /// <summary>The key that the settings name; null where its file is not there.</summary>
    /// <exception cref="OmniSageException">There is one, and it cannot be read or is none.</exception>
    public static MasterKey? Find(VaultOptions options)
    {
        if (options.MasterKey is { Length: > 0 } text) return Read(text, "The setting Vault:MasterKey");
        try
        {
            return Read(File.ReadAllText(options.MasterKeyFile), $"The file {options.MasterKeyFile}");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Missing($"The master key {options.MasterKeyFile} cannot be read.", fault);
        }
    }

    /// <summary>Makes the file with a new key; where somebody made it meanwhile, that one is it.</summary>
    public static MasterKey Make(VaultOptions options, string dataFolder)
    {
        var path = Path.GetFullPath(options.MasterKeyFile);
        if (path.StartsWith(Path.GetFullPath(dataFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Missing("Vault:MasterKeyFile has to lie outside the data folder.", null);
        try
        {
            Write(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && !File.Exists(path))
        {
            throw Missing($"The master key {path} cannot be made. Set Vault:MasterKeyFile to where it can.", fault);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }

        return Find(options) ?? throw Missing($"The master key {path} is gone.", null);
    }

    public byte[] Wrap(ReadOnlySpan<byte> dataKey, TenantId tenant, int version, SaltSource salts) =>
        Sealing.Seal(key, dataKey, Context(tenant, version), salts);

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, TenantId tenant, int version) =>
        Sealing.Open(key, wrapped, Context(tenant, version));

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{nameof(MasterKey)} {Id}";

    internal static OmniSageException Missing(string sentence, Exception? inner) =>
        new(ErrorCodes.StorageUnavailable, sentence, retryable: false, inner);

    private static byte[] Context(TenantId tenant, int version) =>
        Encoding.UTF8.GetBytes($"omnisage.tenant-key.1\0{tenant.Text}\0{version}");

    private static MasterKey Read(string text, string where)
    {
        var bytes = new byte[KeyBytes + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var count) && count == KeyBytes
            ? new(bytes[..KeyBytes])
            : throw Missing($"{where} holds no master key: 32 bytes in Base64.", null);
    }

    /// <summary>Whole or not at all, and readable by nobody else at any moment.</summary>
    private static void Write(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) OwnerOnly.CreateFolder(folder);
        var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        OwnerOnly.CreateFile(draft);
        try
        {
            using (var file = new FileStream(draft, FileMode.Open, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes(
                    Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}

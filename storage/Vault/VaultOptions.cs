namespace OmniSage.Storage.Vault;

/// <summary>Where the install's master key is. Checked when it is first needed.</summary>
public sealed class VaultOptions
{
    /// <summary>The configuration section: <c>Vault</c>.</summary>
    public const string Section = "Vault";

    /// <summary>
    /// The file of the master key: 32 bytes in Base64, made by the first secret, readable by its owner only. It has to
    /// lie outside the data folder, so that a copy of the one is of no use without the other. Default:
    /// <c>omnisage/master-key</c> in the account's folder of settings (<c>XDG_CONFIG_HOME</c>, <c>~/.config</c>).
    /// </summary>
    public string MasterKeyFile { get; set; } = Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "omnisage",
        "master-key");

    /// <summary>
    /// The master key itself, 32 bytes in Base64, where something else keeps it; then no file is looked for.
    /// </summary>
    public string? MasterKey { get; set; }
}

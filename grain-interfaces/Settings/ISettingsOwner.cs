using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.GrainInterfaces.Settings;

/// <summary>
/// A grain that keeps a settings document in all its versions: a tenant, or a workspace. A document is never changed,
/// only followed by another version.
/// </summary>
[Alias("omnisage.settings-owner")]
public interface ISettingsOwner : IGrainWithStringKey
{
    /// <summary>The current document, and the agents that were ever named.</summary>
    [Alias("get-settings"), ReadOnly]
    Task<SettingsSnapshot> GetSettingsAsync();

    /// <summary>One version with its text, or null; without a number the current one.</summary>
    [Alias("get-settings-text"), ReadOnly]
    Task<DocumentText?> GetSettingsTextAsync(int? version);

    /// <summary>The versions below <paramref name="before"/> (all without it), newest first.</summary>
    [Alias("get-settings-history"), ReadOnly]
    Task<ImmutableArray<DocumentVersion>> GetSettingsHistoryAsync(int? before, int max);

    /// <summary>Makes a document the current version. Repeating it changes nothing.</summary>
    /// <exception cref="OmniSageException"><see cref="ErrorCodes.LimitReached"/>: too many agents ever.</exception>
    [Alias("change-settings")]
    Task<DocumentReceipt> ChangeSettingsAsync(DocumentChange change);

    /// <summary>Makes the text of an earlier version the current one, as a new version.</summary>
    [Alias("roll-back-settings")]
    Task<DocumentReceipt> RollBackSettingsAsync(DocumentRollback rollback);
}

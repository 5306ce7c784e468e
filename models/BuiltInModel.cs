using OmniSage.Models.Offline;

namespace OmniSage.Models;

/// <summary>Tells the built-in offline model from others.</summary>
public static class BuiltInModel
{
    /// <summary>It answers by patterns: what takes understanding is not for it.</summary>
    public static bool IsBuiltIn(this IChatClient client) => client.GetService(typeof(OfflineModel)) is not null;
}

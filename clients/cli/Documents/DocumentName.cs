namespace OmniSage.Cli.Documents;

/// <summary>Which document a command is about, and how it speaks of it.</summary>
/// <param name="Path">Where the API has it.</param>
/// <param name="Words">What people call it, such as <c>policy</c>.</param>
/// <param name="Command">The command that has its history and its differences.</param>
internal sealed record DocumentName(string Path, string Words, string Command)
{
    public static DocumentName Policy { get; } = new("policy", "policy", "omnisage policy");

    public static DocumentName Settings { get; } = new("settings", "settings", "omnisage settings");

    /// <summary>The tenant's, which no workspace's address has.</summary>
    public static DocumentName TenantSettings { get; } =
        new("/tenant/settings", "tenant's settings", "omnisage settings --tenant");

    private bool IsPlural => Words.EndsWith('s');

    /// <summary>The document is, or are.</summary>
    public string Is => $"The {Words} {(IsPlural ? "are" : "is")}";

    public string Says => $"The {Words} {(IsPlural ? "say" : "says")}";
}

using System.CommandLine;
using OmniSage.Cli.Documents;

namespace OmniSage.Cli.Settings;

/// <summary><c>omnisage settings …</c>: models and agents of a workspace, or of the whole tenant.</summary>
internal static class SettingsCommand
{
    private static readonly Option<bool> Tenant = new("--tenant")
    {
        Description = "The tenant's settings: they hold where a workspace says nothing; of limits the least holds.",
        Recursive = true,
    };

    public static Command Create() => new("settings", "Which models are asked, and which agents there are.")
    {
        Tenant,
        DocumentHistory.Show("settings", Name),
        DocumentEdit.Create("settings", Name),
        DocumentHistory.List("settings", Name),
        DocumentHistory.Diff(Name),
        DocumentRollback.Create("settings", Name),
    };

    private static DocumentName Name(ParseResult parsed) =>
        parsed.GetValue(Tenant) ? DocumentName.TenantSettings : DocumentName.Settings;
}

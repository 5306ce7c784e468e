using OmniSage.Grains.Budgets;
using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Settings;

/// <summary>
/// Reads a settings document (docs/settings.md, docs/settings.schema.json). What is not understood is refused, with the
/// place. Sections each have a reader of their own.
/// </summary>
internal sealed class SettingsReader
{
    /// <summary>The form of the document that this program knows.</summary>
    public const string Form = "1";

    private readonly DocumentFaults faults = new();
    private readonly SettingsValues values;
    private readonly ModelsReader models;

    private SettingsReader()
    {
        values = new(faults);
        models = new(values, faults);
    }

    /// <param name="text">YAML.</param>
    /// <param name="scope">Whose it is.</param>
    /// <param name="tools">The tools that there are; null: any name is taken, as in what was stored before.</param>
    public static DocumentReading<SettingsDocument> Read(
        string text, SettingsScope scope, IReadOnlyCollection<string>? tools = null)
    {
        var reader = new SettingsReader();
        return DocumentRoot.Open(text, reader.faults) is { } root
            ? reader.Read(root, scope, tools)
            : new(null, reader.faults.ToImmutable());
    }

    private DocumentReading<SettingsDocument> Read(
        YamlNode root, SettingsScope scope, IReadOnlyCollection<string>? tools)
    {
        var fields = new YamlFields(root, "settings", faults, "settings", "models", "agents", "budgets", "prices");
        DocumentRoot.CheckForm(fields, "settings", Form, faults);
        var agents = new AgentsReader(values, models, faults, tools);
        var money = new BudgetReader(faults);
        var document = new SettingsDocument
        {
            Models = models.Read(fields.Find("models")),
            Agents = fields.Find("agents") is { } named ? agents.Read(named, scope) : SettingsDocument.Empty.Agents,
            Budgets = new(
                fields.Find("budgets") is { } limits ? money.ReadLimits(limits, scope is SettingsScope.Tenant) : [],
                fields.Find("prices") is { } prices ? money.ReadPrices(prices) : []),
        };
        return faults.IsEmpty ? new(document, []) : new(null, faults.ToImmutable());
    }
}

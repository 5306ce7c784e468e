using System.Globalization;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Budgets;

/// <summary>
/// Reads the parts of a settings document that are about money: <c>budgets</c> and <c>prices</c>. What is not understood
/// is a fault with its place; nothing is guessed, since a limit that is passed over bounds nothing.
/// </summary>
internal sealed class BudgetReader(DocumentFaults faults)
{
    /// <param name="node">The part <c>budgets</c>.</param>
    /// <param name="isTenant">Of a tenant's document, which may bound the whole tenant too.</param>
    public ImmutableArray<BudgetLimit> ReadLimits(YamlNode node, bool isTenant)
    {
        string[] known = isTenant
            ? ["tenant", "workspace", "user", "agent", "run"]
            : ["workspace", "user", "agent", "run"];
        var fields = new YamlFields(node, "budgets", faults, known);
        if (fields.IsEmpty) faults.Add(node, "budgets says nothing: leave it out.");
        var limits = ImmutableArray.CreateBuilder<BudgetLimit>();
        foreach (var level in Enum.GetValues<BudgetLevel>())
        {
            if (fields.Find(NameOf(level)) is not { } part) continue;
            if (level is BudgetLevel.Run) limits.AddRange(ReadLimit(part, "run", level, BudgetPeriod.Total));
            else limits.AddRange(ReadPeriods(part, level));
        }

        return limits.DrainToImmutable();
    }

    public ImmutableArray<Price> ReadPrices(YamlNode node)
    {
        if (node is not YamlList { Items: var items })
        {
            faults.Add(node, "prices has to be a list.");
            return [];
        }

        if (items.Length > PriceOptions.PricesMax)
            faults.Add(items[PriceOptions.PricesMax], $"There are more than {PriceOptions.PricesMax} prices.");
        return [.. items.Take(PriceOptions.PricesMax).Select(ReadPrice).OfType<Price>()];
    }

    private static string NameOf(BudgetLevel level) => level.ToString().ToLowerInvariant();

    private ImmutableArray<BudgetLimit> ReadPeriods(YamlNode node, BudgetLevel level)
    {
        var fields = new YamlFields(node, NameOf(level), faults, "day", "month");
        if (fields.IsEmpty) faults.Add(node, $"{NameOf(level)} says nothing: leave it out.");
        return
        [
            .. fields.Find("day") is { } day ? ReadLimit(day, "day", level, BudgetPeriod.Day) : [],
            .. fields.Find("month") is { } month ? ReadLimit(month, "month", level, BudgetPeriod.Month) : [],
        ];
    }

    private ImmutableArray<BudgetLimit> ReadLimit(YamlNode node, string what, BudgetLevel level, BudgetPeriod period)
    {
        var fields = new YamlFields(node, what, faults, "money", "tokens");
        if (fields.IsEmpty) faults.Add(node, $"{what} says nothing: leave it out.");
        var money = Number(fields.Find("money"), "money", Money.Most);
        var tokens = Number(fields.Find("tokens"), "tokens", Money.TokensMost);
        if (tokens is { } count && count != decimal.Truncate(count))
            faults.Add(fields.Find("tokens")!, "'tokens' has to be a whole number.");
        return money is null && tokens is null
            ? []
            : [new(level, period, money is { } set ? Money.Micro(set) : null, (long?)tokens)];
    }

    private Price? ReadPrice(YamlNode node)
    {
        var fields = new YamlFields(node, "a price", faults, "model", "provider", "input", "output", "cachedInput");
        var model = Line(fields.Find("model"), "model", 200);
        var provider = Line(fields.Find("provider"), "provider", 60);
        var input = Number(fields.Find("input"), "input", Money.PriceMost);
        var output = Number(fields.Find("output"), "output", Money.PriceMost);
        var cached = Number(fields.Find("cachedInput"), "cachedInput", Money.PriceMost);
        if (fields.Find("model") is null || fields.Find("input") is null || fields.Find("output") is null)
            faults.Add(node, "A price has to name its model, input and output.");
        return model is null || input is null || output is null
            ? null
            : new(
                model,
                provider,
                Money.Micro(input.Value),
                Money.Micro(output.Value),
                cached is { } kept ? Money.Micro(kept) : null);
    }

    private decimal? Number(YamlNode? node, string name, decimal most)
    {
        if (node is null) return null;
        if (node is YamlText { Value: var text }
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= most)
        {
            return number;
        }

        faults.Add(node, string.Create(CultureInfo.InvariantCulture, $"'{name}' has to be a number from 0 to {most}."));
        return null;
    }

    private string? Line(YamlNode? node, string name, int charsMax)
    {
        if (node is null) return null;
        if (node is YamlText { Value: { Length: > 0 } text } && text.Length <= charsMax && !text.Any(char.IsControl))
            return text;
        faults.Add(node, $"'{name}' has to be one line of 1 to {charsMax} characters.");
        return null;
    }
}

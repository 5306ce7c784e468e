using Microsoft.Extensions.Options;

namespace OmniSage.Grains.Budgets;

/// <summary>Refuses limits that cannot be meant; each message names the setting and what it may be.</summary>
internal sealed class BudgetOptionsCheck : IValidateOptions<BudgetOptions>
{
    public ValidateOptionsResult Validate(string? name, BudgetOptions options)
    {
        var wrong = new List<string>();
        if (options.Currency is not { Length: 3 } code || !code.All(char.IsAsciiLetterUpper))
            wrong.Add($"{BudgetOptions.Section}:Currency must be a code of three capital letters, such as USD.");
        Check("Tenant", options.Tenant);
        Check("Workspace", options.Workspace);
        Check("User", options.User);
        Check("Agent", options.Agent);
        CheckMoney("Run:Money", options.Run.Money);
        CheckTokens("Run:Tokens", options.Run.Tokens);
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Check(string level, PeriodLimitOptions limits)
        {
            CheckMoney($"{level}:DayMoney", limits.DayMoney);
            CheckMoney($"{level}:MonthMoney", limits.MonthMoney);
            CheckTokens($"{level}:DayTokens", limits.DayTokens);
            CheckTokens($"{level}:MonthTokens", limits.MonthTokens);
        }

        void CheckMoney(string setting, decimal? money)
        {
            if (money is < 0 or > Money.Most)
                wrong.Add($"{BudgetOptions.Section}:{setting} must be 0 to 1000000, such as 2.50.");
        }

        void CheckTokens(string setting, long? tokens)
        {
            if (tokens is < 0 or > Money.TokensMost)
                wrong.Add($"{BudgetOptions.Section}:{setting} must be 0 to 1000000000000, such as 500000.");
        }
    }
}

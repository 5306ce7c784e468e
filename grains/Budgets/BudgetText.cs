using System.Globalization;
using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>What people read of limits. Pure.</summary>
internal static class BudgetText
{
    /// <summary>Why a run cannot go on, and what can be done about it.</summary>
    /// <param name="shortage">The limit in the way.</param>
    /// <param name="run">The run, where a person can grant it more.</param>
    public static string Of(BudgetShortage shortage, Guid? run)
    {
        var limit = shortage.Limit;
        var isMoney = (shortage.Spent + shortage.Reserved + shortage.Needed).Money > (limit.Money ?? long.MaxValue);
        var reserved = isMoney ? shortage.Reserved.Money : shortage.Reserved.Tokens;
        var text = $"The budget does not allow the next model call: {Name(limit, isMoney, shortage.Currency)}, "
            + $"{Say(shortage.Spent)} {(isMoney ? "is" : "are")} spent, "
            + (reserved > 0 ? $"calls under way may take {Say(shortage.Reserved)}, " : "")
            + $"and this call may take up to {Say(shortage.Needed)}. An owner or admin can raise the limit";
        return run is { } id
            ? $"{text}, or grant this run more: ./omnisage budget grant {id:N} {(isMoney ? "AMOUNT" : "--tokens N")}."
                + Next(limit.Period)
            : $"{text}.{Next(limit.Period)}";

        string Say(Amount amount) => Show(amount, isMoney, shortage.Currency);
    }

    /// <summary>That a limit comes near, or is reached.</summary>
    public static string Of(BudgetNotice notice)
    {
        var isMoney = notice.Limit.Money is not null
            && (notice.Limit.Tokens is null || Share(notice.Spent.Money, notice.Limit.Money.Value)
                >= Share(notice.Spent.Tokens, notice.Limit.Tokens.Value));
        var spent = Show(notice.Spent, isMoney, notice.Currency);
        return notice.Percent >= 100
            ? $"Budget: {Name(notice.Limit, isMoney, notice.Currency)} and is reached; {spent} is spent."
            : $"Budget: {notice.Percent} % are used: {Name(notice.Limit, isMoney, notice.Currency)}, {spent} is spent.";
    }

    /// <summary>Why a model cannot be asked under a limit in money.</summary>
    public static string NoPrice(string? provider, string model) =>
        $"There is a limit in money, and nobody has said what the model {model}"
        + (provider is null ? "" : $" of {provider}")
        + " costs. An owner or admin can set it under 'prices' in the settings, with ./omnisage settings edit; "
        + "the operator in the configuration: Prices:0:Model, Prices:0:Input, Prices:0:Output.";

    private static string Name(BudgetLimit limit, bool isMoney, string currency)
    {
        var whose = limit.Level switch
        {
            BudgetLevel.Tenant => "the limit of the whole tenant",
            BudgetLevel.Workspace => "the limit of this workspace",
            BudgetLevel.User => "the limit of each person",
            BudgetLevel.Agent => "the limit of this agent",
            BudgetLevel.Run => "the limit of each run",
        };
        var most = Show(new(limit.Money ?? 0, limit.Tokens ?? 0), isMoney, currency);
        return limit.Period switch
        {
            BudgetPeriod.Day => $"{whose} is {most} a day",
            BudgetPeriod.Month => $"{whose} is {most} a month",
            BudgetPeriod.Total => $"{whose} is {most}",
        };
    }

    private static string Show(Amount amount, bool isMoney, string currency) => isMoney
        ? Money.Text(amount.Money, currency)
        : string.Create(CultureInfo.InvariantCulture, $"{amount.Tokens:#,0} tokens");

    private static double Share(long spent, long most) => most == 0 ? 1 : (double)spent / most;

    private static string Next(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Day => " The next day begins at 00:00 UTC.",
        BudgetPeriod.Month => " The next month begins on its first day at 00:00 UTC.",
        BudgetPeriod.Total => "",
    };
}

using OmniSage.Grains.Budgets;

namespace OmniSage.Grains.Tests.Budgets;

public sealed class BudgetOptionsTests
{
    [Fact]
    public void Defaults_AreNoLimits_AndAreTaken() =>
        Assert.True(new BudgetOptionsCheck().Validate(null, new()).Succeeded);

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void Money_OutsideItsBounds_IsRefusedByName(int money)
    {
        var options = new BudgetOptions();
        options.User.DayMoney = options.Tenant.MonthMoney = options.Run.Money = money;

        var check = new BudgetOptionsCheck().Validate(null, options);

        Assert.Equal(3, check.Failures!.Count());
        Assert.Contains(
            check.Failures!, one => one.StartsWith("Budgets:User:DayMoney must be", StringComparison.Ordinal));
        Assert.Contains(check.Failures!, one => one.StartsWith("Budgets:Run:Money must be", StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_AndTheCurrency_AreCheckedToo()
    {
        var options = new BudgetOptions { Currency = "usd" };
        options.Agent.DayTokens = options.Workspace.MonthTokens = -1;
        options.Run.Tokens = 2_000_000_000_000;

        var failures = new BudgetOptionsCheck().Validate(null, options).Failures!.ToList();

        Assert.Equal(4, failures.Count);
        Assert.Contains(failures, one => one.StartsWith("Budgets:Currency must be", StringComparison.Ordinal));
    }

    [Fact]
    public void Prices_OutsideTheirBounds_AreRefusedByPlace()
    {
        var options = new PriceOptions();
        options.Models.Add(new() { Model = "good", Input = 1, Output = 2 });
        options.Models.Add(new() { Provider = "", Input = -1, Output = 200_000, CachedInput = -1 });

        var failures = new PriceOptionsCheck().Validate(null, options).Failures!.ToList();

        Assert.Equal(5, failures.Count);
        Assert.All(failures, one => Assert.StartsWith("Prices:1:", one, StringComparison.Ordinal));
    }

    [Fact]
    public void Prices_AreBounded()
    {
        var options = new PriceOptions();
        for (var at = 0; at <= PriceOptions.PricesMax; at++)
            options.Models.Add(new() { Model = "m", Input = 1, Output = 1 });

        var failure = Assert.Single(new PriceOptionsCheck().Validate(null, options).Failures!);
        Assert.Contains("at most 500", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_500_000, "2.50 USD")]
    [InlineData(1, "0.000001 USD")]
    [InlineData(1_234_567_890, "1,234.56789 USD")]
    public void Money_IsWrittenForPeople(long micro, string expected) =>
        Assert.Equal(expected, Money.Text(micro, "USD"));
}

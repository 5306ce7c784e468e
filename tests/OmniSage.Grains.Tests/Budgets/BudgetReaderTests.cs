using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Tests.Budgets;

public sealed class BudgetReaderTests
{
    [Fact]
    public void Limits_AreReadByLevelAndPeriod()
    {
        var (limits, faults) = Limits(
            """
            tenant:
              month: {money: 100}
            user:
              day: {money: 2.50, tokens: 1000}
              month: {tokens: 20000}
            run: {money: 0.000001}
            """);

        Assert.Empty(faults);
        Assert.Equal(
            [
                new(BudgetLevel.Tenant, BudgetPeriod.Month, 100_000_000, null),
                new(BudgetLevel.User, BudgetPeriod.Day, 2_500_000, 1_000),
                new(BudgetLevel.User, BudgetPeriod.Month, null, 20_000),
                new(BudgetLevel.Run, BudgetPeriod.Total, 1, null),
            ],
            limits);
    }

    [Theory]
    [InlineData("tenant: {day: {money: 1}}", false, 1, "'tenant' is no key of budgets")]
    [InlineData("user: {week: {money: 1}}", true, 1, "'week' is no key of user")]
    [InlineData("user:\n  day: {money: -1}", true, 2, "'money' has to be a number from 0 to 1000000")]
    [InlineData("user:\n  day: {money: 1000001}", true, 2, "'money' has to be")]
    [InlineData("user:\n  day: {tokens: 1.5}", true, 2, "whole number")]
    [InlineData("run: {}", true, 1, "run says nothing")]
    [InlineData("run: {money: [1]}", true, 1, "'money' has to be")]
    [InlineData("[]", true, 1, "budgets has to be a map")]
    public void Limits_ThatAreNotUnderstood_AreFaultsWithTheirLine(string text, bool isTenant, int line, string message)
    {
        var (_, faults) = Limits(text, isTenant);

        Assert.Contains(faults, fault => fault.Line == line
            && fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Prices_AreReadInOrder_AndFaultsHaveTheirLine()
    {
        var faults = new DocumentFaults();
        var prices = new BudgetReader(faults).ReadPrices(YamlTree.Read(
            """
            - {model: gpt-5-mini, provider: openai, input: 0.25, output: 2, cachedInput: 0.025}
            - {model: "local*", input: 0, output: 0}
            - {model: half, input: 1}
            - {model: dear, input: 1, output: 100001}
            """));

        Assert.Equal(
            [new("gpt-5-mini", "openai", 250_000, 2_000_000, 25_000), new("local*", null, 0, 0, null)], prices);
        Assert.Equal([3, 4], faults.ToImmutable().Select(fault => fault.Line));
    }

    [Fact]
    public void ADocument_TightensLimits_AndPricesOnlyWhatNobodyAboveHas()
    {
        var above = new BudgetTerms
        {
            Currency = "EUR",
            Limits =
            [
                new(BudgetLevel.User, BudgetPeriod.Day, 100, null), new(BudgetLevel.Run, BudgetPeriod.Total, 9, 9),
            ],
            Prices = [new("m", null, 1, 1, null)],
        };
        var document = new BudgetDocument(
            [new(BudgetLevel.User, BudgetPeriod.Day, 500, 70), new(BudgetLevel.Run, BudgetPeriod.Total, 5, null)],
            [new("*", null, 2, 2, null)]);

        var terms = document.Over(above);

        Assert.Equal(
            [new(BudgetLevel.User, BudgetPeriod.Day, 100, 70), new(BudgetLevel.Run, BudgetPeriod.Total, 5, 9)],
            terms.Limits);
        Assert.Equal(1, terms.PriceOf("p", "m")!.Input);
        Assert.Equal(2, terms.PriceOf("p", "other")!.Input);
        Assert.Equal(above.Limits, BudgetDocument.Empty.Over(above).Limits);
    }

    private static (ImmutableArray<BudgetLimit> Limits, IEnumerable<(int Line, string Message)> Faults) Limits(
        string text, bool isTenant = true)
    {
        var faults = new DocumentFaults();
        var limits = new BudgetReader(faults).ReadLimits(YamlTree.Read(text), isTenant);
        return (limits, faults.ToImmutable().Select(fault => (fault.Line, fault.Message)));
    }
}

using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;
using OmniSage.Models;

namespace OmniSage.Grains.Tests.Budgets;

public sealed class ChargingTests
{
    private static readonly BudgetPlace Place = new(new(Ids.Of(1)), Ids.Of(2), Ids.Of(3), Ids.Of(4));

    private static readonly BudgetTerms Terms = new()
    {
        Currency = "USD",
        Prices =
        [
            new("gpt", "acme", 2_000_000, 8_000_000, 500_000),
            new("gpt*", null, 1_000_000, 1_000_000, null),
        ],
    };

    [Theory]
    [InlineData(1_000_000, 0, 0, 2_000_000)]
    [InlineData(1_000_000, 1_000_000, 0, 500_000)]
    [InlineData(1_000_000, 400_000, 100_000, 1_200_000 + 200_000 + 800_000)]
    [InlineData(1, 0, 0, 2)]
    [InlineData(1, 1, 0, 1)] // Half a millionth is one.
    [InlineData(0, 0, 0, 0)]
    public void CostOf_CountsWhatWasKeptAtItsOwnPrice(long input, long cached, long output, long expected) =>
        Assert.Equal(expected, Terms.Prices[0].CostOf(input, cached, output));

    [Fact]
    public void CostOf_HugeNumbers_DoesNotOverflow() => Assert.Equal(
        long.MaxValue, new Price("m", null, long.MaxValue, 1, null).CostOf(long.MaxValue, 0, 1));

    [Theory]
    [InlineData("acme", "gpt", 8_000_000)]
    [InlineData("ACME", "GPT", 8_000_000)]
    [InlineData("other", "gpt", 1_000_000)]
    [InlineData("acme", "gpt-mini", 1_000_000)]
    [InlineData("acme", "claude", null)]
    public void PriceOf_TheFirstThatFitsCounts(string provider, string model, int? output) =>
        Assert.Equal(output, (int?)Terms.PriceOf(provider, model)?.Output);

    [Fact]
    public void Of_AnAnswer_HasTheAskedModelsPrice()
    {
        var charge = Charging.Of(Answer(new(100, 50) { CachedTokens = 40 }), "executor", Place, Terms, null);

        Assert.Equal(("executor", "acme", "gpt", Ids.Of(3), Ids.Of(4)),
            (charge.Level, charge.Provider, charge.Model, charge.By, charge.Agent));
        Assert.Equal((100L, 40L, 50L), (charge.InputTokens, charge.CachedTokens, charge.OutputTokens));
        Assert.Equal(60 * 2 + 20 + 50 * 8, charge.Cost);
        Assert.Null(charge.IsUnpriced);
    }

    [Fact]
    public void Of_AModelWithoutAPrice_SaysSo()
    {
        var answer = Answer(new(1, 1)) with { Asked = "claude", Model = "claude" };
        Assert.Equal((0L, true), (Charging.Of(answer, "x", Place, Terms, null).Cost, true));
        Assert.True(Charging.Of(answer, "x", Place, Terms, null).IsUnpriced);
    }

    [Fact]
    public void Of_AModelThatIsCalledLikeTheBuiltInOne_IsNotFree() => Assert.Equal(
        16, Charging.Of(Answer(new(0, 2)) with { Provider = "acme", Asked = "gpt" }, "x", Place, Terms, null).Cost);

    [Fact]
    public void Of_AProviderThatIsCalledLikeTheBuiltInOne_IsNotFree() => Assert.Equal(
        2, Charging.Of(Answer(new(0, 2)) with { Provider = "offline" }, "x", Place, Terms, null).Cost);

    [Fact]
    public void Of_TheBuiltInModel_IsFree()
    {
        var answer = Answer(new(1, 1)) with { Provider = null, Asked = null, Model = "offline" };
        Assert.Null(Charging.Of(answer, "x", Place, Terms, null).IsUnpriced);
        Assert.Equal("offline", Charging.Of(answer, "x", Place, Terms, null).Provider);
    }

    [Theory]
    [InlineData(ModelErrors.Unreachable, 0)]
    [InlineData(ModelErrors.RateLimited, 0)]
    [InlineData(ModelErrors.KeyRefused, 0)]
    [InlineData(ModelErrors.NoKey, 0)]
    [InlineData(ModelErrors.SettingsUnreadable, 0)]
    [InlineData(ModelErrors.BrokeOff, 99)]
    [InlineData(ModelErrors.TimedOut, 99)]
    [InlineData("answer_too_long", 99)]
    public void Of_AFailure_CostsTheMost_UnlessTheProviderDidNothing(string code, long expected)
    {
        var most = BudgetFoldTests.Charge(99);
        var failed = new ModelFailed(1, 1, code, "Error.", true) { Tries = [new("acme", "gpt", code, "Error.")] };

        var charge = Charging.Of(failed, "x", Place, new(1, 1, new(99, 9), most, false, 1));

        Assert.Equal((expected, "acme", "gpt"), (charge.Cost, charge.Provider, charge.Model));
        Assert.Equal(0, Charging.Of(failed, "x", Place, reserved: null).Cost);
    }

    [Fact]
    public void Most_OfAChain_IsThatOfAll_AndNamesOneWithoutAPrice()
    {
        ImmutableArray<AskedModel> chain = [new("x", "gpt-mini", false), new("acme", "gpt", false)];

        var most = Charging.Most(chain, 10, 5, "x", Place, Terms, out var unpriced);
        Assert.Equal((10L * 2 + 5 * 8 + 10 + 5, "gpt", 20L, 10L),
            (most.Cost, most.Model, most.InputTokens, most.OutputTokens));
        Assert.Null(unpriced);

        Charging.Most([.. chain, new("x", "claude", false)], 10, 5, "x", Place, Terms, out unpriced);
        Assert.Equal("claude", unpriced?.Model);

        Charging.Most([new("offline", "offline", IsFree: true)], 10, 5, "x", Place, Terms, out unpriced);
        Assert.Null(unpriced);
    }

    [Fact]
    public void Of_AnAnswer_CountsWhoBrokeOffBeforeAtTheMost_AndNotWhoDidNothing()
    {
        ImmutableArray<AskedModel> chain =
            [new("x", "gpt-mini", false), new("y", "gpt-b", false), new("acme", "gpt", false)];
        var most = Charging.Most(chain, 10, 5, "x", Place, Terms, out _);
        var reserved = new BudgetReserved(1, 1, new(most.Cost, 45), most, false, chain.Length);
        var answer = Answer(new(7, 3)) with
        {
            Tries =
            [
                new("x", "gpt-mini", ModelErrors.BrokeOff, "It broke off."),
                new("y", "gpt-b", ModelErrors.RateLimited, "Too many."),
            ],
        };

        var charge = Charging.Of(answer, "x", Place, Terms, reserved);

        Assert.Equal((10 + 5 + 7 * 2 + 3 * 8L, 17L, 8L), (charge.Cost, charge.InputTokens, charge.OutputTokens));
        Assert.InRange(charge.Cost, 0, reserved.Amount.Money);
        Assert.Equal(7 * 2 + 3 * 8L, Charging.Of(answer, "x", Place, Terms, reserved: null).Cost);
    }

    [Fact]
    public void Of_AFailure_WhoseLastDidNothing_CountsThoseBefore()
    {
        var most = BudgetFoldTests.Charge(99);
        var failed = new ModelFailed(1, 1, ModelErrors.KeyRefused, "Error.", false)
        {
            Tries = [new("x", "a", ModelErrors.BrokeOff, "Error."), new("y", "b", ModelErrors.KeyRefused, "Error.")],
        };
        Assert.Equal(99, Charging.Of(failed, "x", Place, new(1, 1, new(99, 9), most, false, 2)).Cost);
    }

    private static ModelAnswered Answer(ModelUsage usage) => new()
    {
        Run = new(Place.Tenant, Ids.Of(5)),
        Step = 1,
        Attempt = 1,
        Text = "text",
        Calls = [],
        Usage = usage,
        Model = "gpt-2026-01-01",
        Asked = "gpt",
        Provider = "acme",
    };
}

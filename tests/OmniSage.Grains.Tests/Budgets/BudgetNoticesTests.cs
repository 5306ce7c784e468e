using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;

namespace OmniSage.Grains.Tests.Budgets;

public sealed class BudgetNoticesTests
{
    private static readonly BudgetLimit Limit = new(BudgetLevel.User, BudgetPeriod.Day, 100, null);

    [Theory]
    [InlineData(49, false, null)]
    [InlineData(50, false, 50)]
    [InlineData(85, false, 80)]
    [InlineData(100, false, 100)]
    [InlineData(10, true, 100)]
    public void Due_IsTheLargestShareThatIsUsed(long spent, bool isReached, int? expected) =>
        Assert.Equal(expected, BudgetNotices.Empty.Due(Status(spent), Ids.Of(1), isReached));

    [Fact]
    public void Due_OnceToldOrPassed_IsNotToldAgain_UnlessItIsAnotherLimitPeriodOrPerson()
    {
        var told = Tell(BudgetNotices.Empty, 80, "2026-01-01");

        Assert.Null(told.Due(Status(60), Ids.Of(1), false));
        Assert.Null(told.Due(Status(90), Ids.Of(1), false));
        Assert.Equal(100, told.Due(Status(100), Ids.Of(1), false));
        Assert.Equal(80, told.Due(Status(90), Ids.Of(2), false));
        Assert.Equal(80, told.Due(Status(90) with { From = "2026-01-02" }, Ids.Of(1), false));
        Assert.Equal(50, told.Due(Status(90) with { Limit = Limit with { Money = 150 } }, Ids.Of(1), false));
    }

    [Fact]
    public void Notices_OfMonthsThatAreOver_LeaveTheList()
    {
        var notices = BudgetNotices.Empty;
        for (var at = 0; at < BudgetNotices.ListedMax; at++) notices = Tell(notices, 50, "2026-01-01");
        for (var at = 0; at < BudgetNotices.ListedMax + 5; at++) notices = Tell(notices, 50, "2026-02-01");

        Assert.Equal(BudgetNotices.ListedMax + 5, notices.Told.Length);
        Assert.All(notices.Told, one => Assert.Equal("2026-02-01", one.From));
    }

    private static LimitStatus Status(long spent) => new()
    {
        Limit = Limit, From = "2026-01-01", Spent = new(spent, 0), Reserved = Amount.Zero,
    };

    private static BudgetNotices Tell(BudgetNotices before, int percent, string from) => before.Apply(
        new BudgetNoticed(new()
        {
            Id = Ids.Of(9),
            Limit = Limit,
            Subject = Ids.Of(1),
            From = from,
            Percent = percent,
            Spent = Amount.Zero,
            Currency = "USD",
            Thread = Ids.Of(2),
            AtUs = 0,
        }),
        default);
}

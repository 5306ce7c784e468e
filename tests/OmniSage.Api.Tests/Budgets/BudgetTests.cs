using System.Net;
using OmniSage.Api.Tests.Fakes;
using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Api.Tests.Budgets;

public sealed class BudgetTests
{
    private const string Root = "/api/v1/workspaces/default";
    private static readonly BudgetLimit Limit = new(BudgetLevel.User, BudgetPeriod.Day, 1_000, 500);

    [Fact]
    public async Task Usage_IsTheCallersOwn_UnlessTheRoleSeesAll()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Budgets.Sums =
        [
            new()
            {
                Day = "2026-01-01", Provider = "p", Model = "m", Calls = 2, Failures = 1, Estimates = 0, Unpriced = 0,
                InputTokens = 10, CachedTokens = 5, OutputTokens = 3, Cost = 42,
            },
        ];

        var own = (await host.Client().AskAsync($"{Root}/usage?by=day,model&from=2026-01-01&to=2026-01-02")).Json;
        await host.Client(ApiHost.AuditorKey).AskAsync($"{Root}/usage?of=tenant");

        Assert.Equal(
            """
            {"day":"2026-01-01","provider":"p","model":"m","calls":2,"failures":1,"estimates":0,"unpriced":0,
            "inputTokens":10,"cachedTokens":5,"outputTokens":3,"costMicro":42}
            """.Replace("\n", "", StringComparison.Ordinal),
            own.GetProperty("items")[0].GetRawText());
        Assert.Equal("USD", own.GetProperty("currency").GetString());
        var (first, second) = (host.World.Budgets.Queries[0].Query, host.World.Budgets.Queries[1].Query);
        Assert.Equal((host.Workspace.Id.Value, host.Member.Account.Value), (first.Workspace!.Value, first.User!.Value));
        Assert.Equal([UsageKey.Day, UsageKey.Model], first.By);
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2)), (first.From, first.To));
        Assert.Equal((null, null), (second.Workspace, second.User));
        Assert.Equal(29, second.To.DayNumber - second.From.DayNumber);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-13-01", "to")]
    [InlineData("from=2026-01-02&to=2026-01-01", "from")]
    [InlineData("from=2024-01-01&to=2026-01-01", "from")]
    [InlineData("by=day,mood", "by")]
    [InlineData("of=install", "of")]
    [InlineData("limit=1001", "limit")]
    public async Task Usage_AskedForWrongly_NamesTheParameter(string query, string parameter)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.Client().AskAsync($"{Root}/usage?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(parameter, answer.Json.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Budget_ShowsLimitsAndWhatIsLeft_AndAMemberItsOwnNoticesOnly()
    {
        await using var host = await ApiHost.StartAsync();
        host.World.Budgets.View = new()
        {
            Terms = new() { Currency = "EUR", Limits = [Limit] },
            Limits =
            [
                new() { Limit = Limit, From = "2026-01-01", Spent = new(700, 100), Reserved = new(400, 50) },
                new()
                {
                    Limit = new(BudgetLevel.Run, BudgetPeriod.Total, 9, null),
                    From = "",
                    Spent = Amount.Zero,
                    Reserved = Amount.Zero,
                },
            ],
            Notices = [Notice(host.Member.Account.Value), Notice(Guid.CreateVersion7())],
        };

        var own = (await host.Client().AskAsync($"{Root}/budget")).Json;
        var all = (await host.Client(ApiHost.AdminKey).AskAsync($"{Root}/budget")).Json;

        Assert.Equal(
            """
            {"level":"user","period":"day","from":"2026-01-01","limitMicro":1000,"spentMicro":700,"reservedMicro":400,
            "leftMicro":0,"limitTokens":500,"spentTokens":100,"reservedTokens":50,"leftTokens":350}
            """.Replace("\n", "", StringComparison.Ordinal),
            own.GetProperty("limits")[0].GetRawText());
        Assert.Equal(
            """{"level":"run","period":"total","limitMicro":9}""", own.GetProperty("limits")[1].GetRawText());
        Assert.Equal(1, own.GetProperty("notices").GetArrayLength());
        Assert.Equal(2, all.GetProperty("notices").GetArrayLength());
        Assert.Equal("EUR", own.GetProperty("currency").GetString());
    }

    [Fact]
    public async Task Grant_ReachesTheTask_OnceForItsId()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, _) = AddTask(host);

        var answer = await GrantAsync(host, run, $$"""{"moneyMicro":500,"id":"{{Guid.Empty:N}}"}""");

        Assert.Equal(HttpStatusCode.OK, answer);
        Assert.Equal((Guid.Empty, new Amount(500, 0)), (
            host.World.Budgets.Grants[0].Grant, host.World.Budgets.Grants[0].Amount));
        host.World.Budgets.Outcome = GrantOutcome.AlreadyEnded;
        Assert.Equal(HttpStatusCode.Conflict, await GrantAsync(host, run, """{"tokens":5}"""));
        host.World.Budgets.Outcome = GrantOutcome.TooMany;
        Assert.Equal(HttpStatusCode.TooManyRequests, await GrantAsync(host, run, """{"tokens":5}"""));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"moneyMicro":0}""")]
    [InlineData("""{"moneyMicro":-1}""")]
    [InlineData("""{"tokens":1000000000001}""")]
    [InlineData("""{"tokens":1,"id":"x"}""")]
    public async Task Grant_OfNothingOrTooMuch_Is422(string body)
    {
        await using var host = await ApiHost.StartAsync();
        var (run, _) = AddTask(host);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await GrantAsync(host, run, body));
        Assert.Empty(host.World.Budgets.Grants);
    }

    [Fact]
    public async Task Grant_ForATurn_IsAConflict()
    {
        await using var host = await ApiHost.StartAsync();
        var turn = host.OpenThread().Receive("hello");

        Assert.Equal(HttpStatusCode.Conflict, await GrantAsync(host, turn, """{"tokens":5}"""));
    }

    private static (Guid Run, Guid Task) AddTask(ApiHost host)
    {
        var thread = host.OpenThread();
        var task = Guid.CreateVersion7();
        thread.Write(task, new RunStarted
        {
            Kind = RunKind.Task,
            Loop = 1,
            Title = "task",
            Contract = new()
            {
                Task = task,
                Run = task,
                Thread = thread.Id.Value,
                Turn = Guid.CreateVersion7(),
                Workspace = host.Workspace.Id.Value,
                By = host.Member.Account.Value,
                Title = "task",
                Goal = "goal",
                Checks = [],
                Tools = [],
                Limits = new(),
                Priority = Priority.Human,
                Labels = Labels.Member,
                Agent = BuiltInAgent.IdIn(host.Workspace.Id.Value),
            },
        });
        return (task, task);
    }

    private static async Task<HttpStatusCode> GrantAsync(ApiHost host, Guid run, string body)
    {
        using var content = new StringContent(body, null, "application/json");
        using var answer = await host.Client(ApiHost.AdminKey).PostAsync(
            $"{Root}/runs/{run:N}/budget", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static BudgetNotice Notice(Guid subject) => new()
    {
        Id = Guid.CreateVersion7(),
        Limit = Limit,
        Subject = subject,
        From = "2026-01-01",
        Percent = 80,
        Spent = Amount.Zero,
        Currency = "EUR",
        Thread = Guid.CreateVersion7(),
        AtUs = 0,
    };
}

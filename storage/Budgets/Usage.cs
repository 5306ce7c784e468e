using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Budgets;

/// <summary>Reads usage from the database, past the grains.</summary>
internal sealed class Usage(Database database) : IUsage
{
    /// <summary>Sums of one answer.</summary>
    private const int SumsMax = 10_001;

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    public async Task<ImmutableArray<UsageSum>> ReadAsync(
        TenantId tenant, UsageQuery query, CancellationToken cancellation)
    {
        var columns = string.Join(", ", query.By.Distinct().Select(ColumnsOf));
        var values = new List<object> { tenant.Text, DayOf(query.From), DayOf(query.To) };
        var where = "tenant_id = $1 AND day >= $2 AND day <= $3";
        if (query.Workspace is { } workspace) where += Filter("workspace_id", workspace);
        if (query.User is { } user) where += Filter("account_id", user);
        values.Add((long)Math.Clamp(query.Max, 1, SumsMax));
        var sql = $"SELECT {UsageRows.Sums}{(columns.Length > 0 ? ", " + columns : "")} FROM model_usage WHERE {where}"
            + (columns.Length > 0 ? $" GROUP BY {columns}" : "")
            + $" ORDER BY {(query.By.Contains(UsageKey.Day) ? "day, " : "")}8 DESC, 1 DESC LIMIT ${values.Count}";
        var sums = await database.ReadAsync(
            tenant,
            connection => connection.Command(sql, [.. values]).ListAsync(row => Read(row, query.By), cancellation),
            cancellation);
        // A sum of nothing is a row of nulls.
        return [.. sums.Where(sum => sum.Calls > 0)];

        string Filter(string column, Guid id)
        {
            values.Add(id.ToString("N"));
            return $" AND {column} = ${values.Count}";
        }
    }

    private static string ColumnsOf(UsageKey key) => key switch
    {
        UsageKey.Day => "day",
        UsageKey.Workspace => "workspace_id",
        UsageKey.User => "account_id",
        UsageKey.Agent => "agent_id",
        UsageKey.Level => "level",
        UsageKey.Model => "provider, model",
    };

    private static UsageSum Read(DbDataReader row, ImmutableArray<UsageKey> by)
    {
        var sum = new UsageSum
        {
            Calls = Number(0),
            Failures = Number(1),
            Estimates = Number(2),
            Unpriced = Number(3),
            InputTokens = Number(4),
            CachedTokens = Number(5),
            OutputTokens = Number(6),
            Cost = Number(7),
        };
        var at = 8;
        foreach (var key in by.Distinct())
        {
            sum = key switch
            {
                UsageKey.Day => sum with { Day = TextOf(row.GetInt64(at)) },
                UsageKey.Workspace => sum with { Workspace = row.Id(at) },
                UsageKey.User => sum with { User = row.Id(at) },
                UsageKey.Agent => sum with { Agent = row.Id(at) },
                UsageKey.Level => sum with { Level = row.GetString(at) },
                UsageKey.Model => sum with { Provider = row.GetString(at), Model = row.GetString(++at) },
            };
            at++;
        }

        return sum;

        // PostgreSQL's sum of bigints is a numeric.
        long Number(int column) => row.IsDBNull(column) ? 0 : Convert.ToInt64(row.GetValue(column));
    }

    private static long DayOf(DateOnly day) => day.DayNumber - Epoch.DayNumber;

    private static string TextOf(long day) => Epoch.AddDays((int)day).ToString("yyyy-MM-dd");
}

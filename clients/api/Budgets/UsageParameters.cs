using System.Globalization;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Api.Budgets;

/// <summary>Reads which usage is asked for. A member sees its own, all others everybody's.</summary>
internal static class UsageParameters
{
    /// <summary>Days of one question.</summary>
    public const int DaysMax = 400;

    /// <summary>Sums of one answer.</summary>
    public const int SumsMax = 1_000;

    private const int DaysDefault = 30;

    public static (UsageQuery? Query, Problem? Problem) Read(
        Scope scope, string? from, string? to, string? by, string? of, int? limit, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (!TryReadDay("to", to, today, out var last, out var problem)
            || !TryReadDay("from", from, last.AddDays(1 - DaysDefault), out var first, out problem)
            || !TryReadKeys(by, out var keys, out problem)
            || !ListRange.TryRead(limit ?? SumsMax, SumsMax, out var count, out problem))
        {
            return (null, problem);
        }

        if (first > last || last.DayNumber - first.DayNumber >= DaysMax)
        {
            return (null, KnownProblems.InvalidParameter("from", $"It has to be 0 to {DaysMax - 1} days before to."));
        }

        if (of is not (null or "workspace" or "tenant"))
            return (null, KnownProblems.InvalidParameter("of", "It has to be workspace or tenant."));
        return (new(
            of is "tenant" ? null : scope.Workspace.Id.Value,
            scope.Caller.Role is TenantRole.Member ? scope.Account : null,
            first,
            last,
            keys,
            count + 1), null);
    }

    private static bool TryReadDay(string name, string? text, DateOnly usual, out DateOnly day, out Problem? problem)
    {
        problem = null;
        day = usual;
        if (text is null
            || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return true;
        }

        problem = KnownProblems.InvalidParameter(name, "It has to be a day of UTC, such as 2026-01-31.");
        return false;
    }

    private static bool TryReadKeys(string? text, out ImmutableArray<UsageKey> keys, out Problem? problem)
    {
        (keys, problem) = ([], null);
        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var word in (text ?? "").Split(',', Trimmed))
        {
            var known = Enum.GetValues<UsageKey>().Where(key =>
                string.Equals(key.ToString(), word, StringComparison.OrdinalIgnoreCase)).ToList();
            if (known is [var key])
            {
                keys = keys.Contains(key) ? keys : keys.Add(key);
                continue;
            }

            var names = string.Join(", ", Enum.GetNames<UsageKey>().Select(name => name.ToLowerInvariant()));
            problem = KnownProblems.InvalidParameter("by", $"It has to be some of {names}, with commas between.");
            return false;
        }

        return true;
    }
}

using OmniSage.Api.Access;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Bodies;

/// <summary>How much of a list is asked for.</summary>
internal static class ListRange
{
    public const int Default = 50;
    public const int Max = 200;

    /// <summary>Events are many and small, so more of them go into one page.</summary>
    public const int EventsMax = 1000;

    /// <summary>Lists go on behind the id that they ended with; nothing else is one of their cursors.</summary>
    public static bool IsCursor(string? cursor, out Problem? problem)
    {
        problem = cursor is null || Scope.TryParseId(cursor, out _)
            ? null
            : KnownProblems.InvalidParameter("cursor", "It is not one that a list gave.");
        return problem is null;
    }

    public static bool TryRead(int? limit, int max, out int count, out Problem? problem)
    {
        count = limit ?? Default;
        problem = count >= 1 && count <= max
            ? null
            : KnownProblems.InvalidParameter("limit", $"It has to be from 1 to {max}.");
        return problem is null;
    }
}

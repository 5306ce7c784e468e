namespace OmniSage.Storage.Memories;

/// <summary>
/// How facts are found on each database. In all of them $1 is the tenant, $2 the scopes with spaces between, $3 now,
/// $4 how many. Words come from <see cref="FactWords"/> and hold nothing but letters, digits and marks, and each is
/// quoted besides: nothing that a person writes is ever syntax.
/// </summary>
internal sealed record FactSearchSql
{
    private const string Holds = "f.replaced_by_id IS NULL AND (f.expires_us IS NULL OR f.expires_us > $3)";

    /// <summary>FTS5 holds scope and words, so that one question to it answers both.</summary>
    public static FactSearchSql Sqlite { get; } = new()
    {
        Match =
            $"SELECT {FactRows.Selected} FROM memory_search s JOIN memory_fact f ON f.search_key = s.rowid "
            + $"WHERE memory_search MATCH $5 AND f.tenant_id = $1 AND instr($2, f.scope_id) > 0 AND {Holds} "
            + "ORDER BY s.rank LIMIT $4",
        Pinned = Newest("f.scope_id IN (SELECT value FROM json_each('[\"' || replace($2, ' ', '\",\"') || '\"]'))", ""),
        List = Newest(
            "f.scope_id IN (SELECT value FROM json_each('[\"' || replace($2, ' ', '\",\"') || '\"]'))",
            " AND f.fact_id < $5"),
        Query = (scopes, words) =>
            $"scope_id : ({string.Join(" OR ", scopes.Select(scope => $"\"{scope}\""))}) "
            + $"AND words : ({string.Join(" OR ", words.Select(word => Quoted(word, '"', " *")))})",
    };

    public static FactSearchSql Postgres { get; } = new()
    {
        Match =
            $"SELECT {FactRows.Selected} FROM memory_fact f "
            + "WHERE f.tenant_id = $1 AND f.scope_id = ANY (string_to_array($2, ' ')) "
            + $"AND f.search @@ $5::tsquery AND {Holds} "
            + "ORDER BY ts_rank(f.search, $5::tsquery) DESC, f.fact_id DESC LIMIT $4",
        Pinned = Newest("f.scope_id = ANY (string_to_array($2, ' '))", ""),
        List = Newest("f.scope_id = ANY (string_to_array($2, ' '))", " AND f.fact_id < $5"),
        Query = (_, words) => string.Join(" | ", words.Select(word => Quoted(word, '\'', ":*"))),
    };

    /// <summary>$5 is what <see cref="Query"/> makes.</summary>
    public required string Match { get; init; }

    /// <summary>Facts of the highest importance.</summary>
    public required string Pinned { get; init; }

    /// <summary>$5 is the fact behind which to go on.</summary>
    public required string List { get; init; }

    public required Func<ImmutableArray<string>, ImmutableArray<string>, string> Query { get; init; }

    private static string Quoted(string word, char quote, string beginning) =>
        $"{quote}{word}{quote}{(FactWords.IsBeginning(word) ? beginning : "")}";

    private static string Newest(string scopes, string behind) =>
        $"SELECT {FactRows.Selected} FROM memory_fact f WHERE f.tenant_id = $1 AND {scopes} AND {Holds}"
        + (behind.Length == 0 ? " AND f.importance = 5" : behind)
        + " ORDER BY f.fact_id DESC LIMIT $4";
}

namespace OmniSage.Storage.Databases;

/// <summary>Labels as four columns of a row: trust, sensitivity, sources, and whether there were more.</summary>
internal static class LabelColumns
{
    public const string Names = "trust, sensitivity, sources, has_more_sources";

    public static string TrustOf(Labels labels) => EnumText<Trust>.Of(labels.Trust);

    public static string SensitivityOf(Labels labels) => EnumText<Sensitivity>.Of(labels.Sensitivity);

    public static string SourcesOf(Labels labels) =>
        string.Join(' ', labels.Sources.Select(source => source.ToString("N")));

    public static long OverflowOf(Labels labels) => labels.Overflow ? 1L : 0L;

    /// <summary>Reads the four columns that begin here.</summary>
    public static Labels Read(DbDataReader row, int column) => new()
    {
        Trust = EnumText<Trust>.Parse(row.GetString(column)),
        Sensitivity = EnumText<Sensitivity>.Parse(row.GetString(column + 1)),
        Sources = [.. row.GetString(column + 2).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(source => Guid.ParseExact(source, "N"))],
        Overflow = row.GetInt64(column + 3) != 0,
    };
}

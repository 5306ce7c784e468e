using Microsoft.Extensions.Options;
using Npgsql;

namespace OmniSage.Storage;

/// <summary>Refuses settings that cannot work, in a sentence that names the setting and a valid value.</summary>
internal sealed class StorageOptionsValidation : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(StorageOptions options)
    {
        if (!Enum.IsDefined(options.Database)) yield return "Storage:Database must be Sqlite or Postgres.";
        if (string.IsNullOrWhiteSpace(options.DataFolder))
        {
            yield return "Storage:DataFolder must name a folder, such as data.";
        }

        if (options.Database == DatabaseKind.Postgres && string.IsNullOrWhiteSpace(options.PostgresConnection))
        {
            yield return "Storage:PostgresConnection must be set with Storage:Database=Postgres, "
                + "such as Host=127.0.0.1;Database=omnisage;Username=omnisage_app;Password=….";
        }

        foreach (var (setting, text) in Connections(options))
        {
            if (!IsConnection(text))
                yield return $"Storage:{setting} is no connection string; write it like Host=…;Database=…;Username=….";
        }

        if (options.Database == DatabaseKind.Postgres && options.InMemory)
        {
            yield return "Storage:InMemory is for Storage:Database=Sqlite only; leave it out.";
        }

        if (options.QueueUnitsMax is < 1 or > 1_000_000) yield return "Storage:QueueUnitsMax must be 1 to 1000000.";
        if (options.QueueBytesMax is < 1 << 20 or > 1L << 36)
        {
            yield return "Storage:QueueBytesMax must be 1048576 to 68719476736.";
        }

        if (options.BatchUnitsMax is < 1 or > 10_000) yield return "Storage:BatchUnitsMax must be 1 to 10000.";
        if (options.BatchBytesMax is < 1 << 16 or > 1 << 30)
        {
            yield return "Storage:BatchBytesMax must be 65536 to 1073741824.";
        }

        if (options.PostgresWriters is < 1 or > 64) yield return "Storage:PostgresWriters must be 1 to 64.";
        if (options.Readers is < 1 or > 64) yield return "Storage:Readers must be 1 to 64.";
        if (options.ReadsWaitingMax is < 1 or > 1_000_000) yield return "Storage:ReadsWaitingMax must be 1 to 1000000.";
    }

    private static IEnumerable<(string Setting, string? Text)> Connections(StorageOptions options) =>
    [
        (nameof(options.PostgresConnection), options.PostgresConnection),
        (nameof(options.PostgresMigrationConnection), options.PostgresMigrationConnection),
    ];

    /// <summary>Nothing at all is judged elsewhere.</summary>
    private static bool IsConnection(string? text)
    {
        try
        {
            return text is null || new NpgsqlConnectionStringBuilder(text).Count >= 0;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return false;
        }
    }
}

namespace OmniSage.Storage;

/// <summary>Which database holds everything.</summary>
public enum DatabaseKind { Sqlite, Postgres }

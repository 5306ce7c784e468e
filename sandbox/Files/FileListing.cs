using System.Collections.Immutable;

namespace OmniSage.Sandbox;

/// <summary>Entries of one folder.</summary>
/// <param name="Entries">Sorted by name, ordinal.</param>
/// <param name="Truncated">Whether there are more than were asked for.</param>
public sealed record FileListing(ImmutableArray<FileEntry> Entries, bool Truncated);

/// <summary>One entry of a folder. Links are not followed.</summary>
/// <param name="Name">Its name in the folder; bytes that are no UTF-8 are shown as U+FFFD.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">Size of a file, otherwise 0.</param>
/// <param name="ModifiedAt">When its content last changed, UTC.</param>
public sealed record FileEntry(string Name, FileKind Kind, long Bytes, DateTimeOffset ModifiedAt);

/// <summary>What an entry is.</summary>
public enum FileKind
{
    File,
    Folder,
    Link,
    Other,
}

/// <summary>The start of a file.</summary>
/// <param name="Bytes">At most what was asked for.</param>
/// <param name="Total">The file's size when it was opened.</param>
public sealed record FileContent(ReadOnlyMemory<byte> Bytes, long Total)
{
    /// <summary>Whether the file is longer.</summary>
    public bool Truncated => Total > Bytes.Length;
}

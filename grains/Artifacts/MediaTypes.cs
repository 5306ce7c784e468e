using System.Collections.Frozen;
using System.Text.Unicode;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Artifacts;

/// <summary>
/// Tells a file's media type (RFC 6838). What the content shows counts; only among kinds that begin alike the name's
/// ending decides, so that no name makes a program or page of a picture. Pure.
/// </summary>
internal static class MediaTypes
{
    /// <summary>Bytes at the beginning that are looked at.</summary>
    public const int HeadBytes = 4_096;

    private const string Unknown = "application/octet-stream";
    private const string PlainText = "text/plain";
    private const string Zip = "application/zip";

    private static readonly (byte[] Start, string Type)[] Starts =
    [
        ([.. "%PDF-"u8], "application/pdf"),
        ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([.. "GIF87a"u8], "image/gif"),
        ([.. "GIF89a"u8], "image/gif"),
        ([0x1F, 0x8B], "application/gzip"),
        ([.. "PK"u8, 3, 4], Zip),
        ([.. "PK"u8, 5, 6], Zip),
        ([.. "OggS"u8], "audio/ogg"),
    ];

    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
    {
        [".html"] = "text/html",
        [".htm"] = "text/html",
        [".xhtml"] = "application/xhtml+xml",
        [".md"] = "text/markdown",
        [".csv"] = "text/csv",
        [".css"] = "text/css",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".xml"] = "application/xml",
        [".svg"] = "image/svg+xml",
        [".yaml"] = "application/yaml",
        [".yml"] = "application/yaml",
        [".toml"] = "application/toml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Packed = new Dictionary<string, string>
    {
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".odp"] = "application/vnd.oasis.opendocument.presentation",
        [".epub"] = "application/epub+zip",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="content">The file, or its beginning.</param>
    /// <param name="name">Its path.</param>
    public static string Of(ReadOnlySpan<byte> content, string name)
    {
        var head = content[..Math.Min(content.Length, HeadBytes)];
        foreach (var (start, type) in Starts)
        {
            if (head.StartsWith(start)) return Renamed(type, name);
        }

        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8)) return "image/webp";
        return IsText(head) ? Renamed(PlainText, name) : Unknown;
    }

    /// <summary>The type under another name: that of what begins alike.</summary>
    public static string Renamed(string type, string name)
    {
        var ending = Path.GetExtension(name);
        if (IsReadable(type)) return Texts.GetValueOrDefault(ending, PlainText);
        return type == Zip || Packed.Values.Contains(type) ? Packed.GetValueOrDefault(ending, Zip) : type;
    }

    /// <summary>It is text, whatever is written in it.</summary>
    public static bool IsReadable(string type) => type == PlainText || Texts.Values.Contains(type);

    private static bool IsText(ReadOnlySpan<byte> head) =>
        !head.Contains((byte)0) && Utf8.IsValid(head[..^ResultText.TornAtEnd(head)]);
}

using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OmniSage.Api.Web;

/// <summary>
/// The web page's files as its build left them. They are read once, at start, and held: they are small, and a build
/// under a running OmniSage must not take from it what it serves.
/// </summary>
public sealed class WebFiles
{
    private const string Document = "index.html";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, WebFile> files;

    public WebFiles(IOptions<ApiOptions> options)
    {
        var folder = options.Value.WebFolder ?? Path.Combine(AppContext.BaseDirectory, "web");
        files = Directory.Exists(folder)
            ? Read(folder).ToFrozenDictionary(file => file.Name)
            : FrozenDictionary<string, WebFile>.Empty;
    }

    /// <summary>Whether there is a page; without Node on the machine that built it there is none.</summary>
    public bool IsBuilt => files.ContainsKey(Document);

    internal WebFile? Page => files.GetValueOrDefault(Document);

    /// <summary>A file by its path below the folder, with slashes; null when the build left none.</summary>
    internal WebFile? Find(string name) => files.GetValueOrDefault(name);

    private static IEnumerable<WebFile> Read(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        let type = Types.GetValueOrDefault(Path.GetExtension(path))
        where type is not null
        let name = Path.GetRelativePath(folder, path).Replace('\\', '/')
        let plain = File.ReadAllBytes(path)
        select new WebFile(name, type, Tag(plain), plain, Compressed(path + ".br"), Compressed(path + ".gz"));

    private static byte[]? Compressed(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static string Tag(byte[] bytes) =>
        $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OmniSage.Storage.Migrations;

/// <summary>
/// One file of <c>deploy/migrations</c>: forward only, safe to run twice, never changed once released.
/// </summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>
    /// The files of a folder (<c>sqlite</c> or <c>postgres</c>) as this program carries them, in order.
    /// </summary>
    public static ImmutableArray<Migration> Load(string folder)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"migrations/{folder}/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Where(name => char.IsAsciiDigit(name[prefix.Length]))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(assembly.GetManifestResourceStream(name)!, name[prefix.Length..])),
        ];
    }

    private static Migration Read(Stream stream, string file)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var number = int.Parse(file[..4], CultureInfo.InvariantCulture);
        return new(number, Path.GetFileNameWithoutExtension(file), reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}

namespace OmniSage.Api.Web;

/// <summary>One file of the web page, as it is and compressed, so far as its build left that.</summary>
/// <param name="Name">Its path below the page's folder, with slashes.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Tag">Changes with its contents.</param>
/// <param name="Plain">The file.</param>
/// <param name="Brotli">The file compressed by Brotli, or null.</param>
/// <param name="Gzip">The file compressed by gzip, or null.</param>
internal sealed record WebFile(string Name, string Type, string Tag, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
{
    /// <summary>Of the forms that the browser takes, the smallest.</summary>
    public (byte[] Bytes, string? Encoding) For(string accepted) =>
        Brotli is not null && Takes(accepted, "br") ? (Brotli, "br")
        : Gzip is not null && Takes(accepted, "gzip") ? (Gzip, "gzip")
        : (Plain, null);

    private static bool Takes(string accepted, string encoding) => accepted
        .Split(',', StringSplitOptions.TrimEntries)
        .Any(one => one.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var rest]
            && name == encoding && !rest.Contains("q=0"));
}

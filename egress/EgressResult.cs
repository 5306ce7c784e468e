namespace OmniSage.Egress;

/// <summary>What a server answered.</summary>
/// <param name="Url">Where the answer came from, after redirects.</param>
/// <param name="Status">The HTTP status, whatever it is.</param>
/// <param name="ContentType">The media type in lower case, without parameters; empty when there is none.</param>
/// <param name="Charset">The parameter of that name; empty when the server says none.</param>
/// <param name="Body">The body, unpacked, as far as the bound allows.</param>
/// <param name="Truncated">There was more of the body.</param>
/// <param name="RedirectTo">Where a redirect leads that was not to be followed; else null.</param>
public sealed record EgressResult(
    Uri Url,
    int Status,
    string ContentType,
    string Charset,
    ReadOnlyMemory<byte> Body,
    bool Truncated,
    Uri? RedirectTo);
